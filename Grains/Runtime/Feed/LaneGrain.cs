using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Placement;
using Sync.Grains.Routing;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The shell of a lane: keeps it running as long as the activation lives.</summary>
[GrainType("lane")]
[KeepAlive]
[SpreadPlacement]
internal sealed class LaneGrain(FeedHub hub, ILaneStore store, FlowRunner flows, TimeProvider clock, FeedOptions options, SpreadDesk spread, ILogger<LaneGrain> logger)
    : Grain, ILaneGrain
{
    private readonly CancellationTokenSource _stop = new();
    private Lane? _lane;
    private Task? _run;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _lane = new Lane((int)this.GetPrimaryKeyLong(), hub, store, flows, clock, options, logger);
        _lane.Offers.Refresh(await LostSilo.AgainAsync(() => GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Read(), clock), GrainFactory);
        _run = _lane.RunAsync(_stop.Token);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        if (_run is not null) await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_lane is not null) await _lane.SaveAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _stop.Dispose();
    }

    public Task<LaneStatus> Ensure() => Task.FromResult(_lane!.Status);

    public Task Refresh(FeedDirectory directory)
    {
        _lane!.Offers.Refresh(directory, GrainFactory);

        // A lane never rests: a silo that came later would get none.
        if (!spread.IsHere(this.GetGrainId())) DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

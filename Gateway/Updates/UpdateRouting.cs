using System.Collections.Immutable;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Updates;

/// <summary>The way of updates into the cluster. Thread-safe.</summary>
internal sealed class UpdateRouting(IGrainFactory grains, IOptions<GatewayOptions> options)
{
    private uint _calls;

    /// <summary>Gives updates to a silo; where that one is lost meanwhile, to another: what was taken before is a duplicate then.</summary>
    public ValueTask<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates) =>
        LostSilo.AgainAsync(async () => await Next().Submit(updates));

    private IUpdateRouterGrain Next() => grains.GetGrain<IUpdateRouterGrain>(Interlocked.Increment(ref _calls) % (uint)options.Value.Routes);
}

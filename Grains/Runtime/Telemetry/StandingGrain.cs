using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Feed;

namespace Sync.Grains.Telemetry;

/// <summary>Asks the views and subscriptions of the cluster how they stand. Plants whose view nobody ever asked for are not loaded for it.</summary>
[GrainType("standing")]
[KeepAlive]
internal sealed partial class StandingGrain(ILogger<StandingGrain> logger) : Grain, IStandingGrain
{
    private const int MostCases = 1_000;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(static (grain, _) => grain.MeasureAsync(), this, new GrainTimerCreationOptions { DueTime = First, Period = Period, Interleave = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        StandingInstruments.Clear();
        return Task.CompletedTask;
    }

    public Task Ensure() => Task.CompletedTask;

    private async Task MeasureAsync()
    {
        try
        {
            var cases = await GrainFactory.GetGrain<ICaseBoardGrain>(0).List(includeResolved: false, about: null, MostCases);
            StandingInstruments.Cases.Set(new[] { CaseStatus.Open, CaseStatus.Acknowledged, CaseStatus.Overdue }
                .Select(status => KeyValuePair.Create(status.ToString(), (double)cases.Count(c => c.Status == status))));

            var consumers = await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Read();
            var plants = await Task.WhenAll(consumers.Entries.Select(static e => FeedConsumers.PlantOf(e.Name)).OfType<string>().Select(async key =>
                KeyValuePair.Create(Identifiers.FromSegment(key), (double)(await GrainFactory.GetGrain<IPlantStockGrain>(key).Health()).Held)));
            StandingInstruments.Held.Set(plants);

            var ids = await GrainFactory.GetGrain<ISubscriptionDirectoryGrain>(0).List();
            var subscriptions = (await Task.WhenAll(ids.Select(id => GrainFactory.GetGrain<ISubscriptionGrain>(id).Status()))).OfType<SubscriptionStatus>().ToArray();
            StandingInstruments.Lag.Set(subscriptions.Select(static s => KeyValuePair.Create(s.Id, s.BehindMilliseconds / 1000.0)));
            StandingInstruments.Parked.Set(subscriptions.Select(static s => KeyValuePair.Create(s.Id, (double)s.Parked.Length)));
        }
        catch (Exception e)
        {
            // What was told before stands until it can be measured again.
            LogFailed(e);
        }
    }

    [LoggerMessage(4307, LogLevel.Warning, "Open cases, held updates and the lag of subscriptions could not be measured; trying again")]
    private partial void LogFailed(Exception e);
}

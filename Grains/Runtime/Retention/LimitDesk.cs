using Sync.Contracts;
using Sync.Journal;
using Sync.Journal.Auditing;

namespace Sync.Grains.Retention;

/// <summary>Finds out how far the journal's readers are.</summary>
internal sealed class LimitDesk(IGrainFactory grains, IJournal journal, ILaneStore lanes, RetentionOptions options, TimeProvider clock, HeadWriter? heads = null, HeadOptions? headOptions = null)
{
    /// <summary>How much older than its oldest open delivery a record must be: clocks of silos differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>The limits, or why nothing may leave now.</summary>
    public async Task<(RetentionLimits? Limits, string? Problem)> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - TimeSpan.FromDays(options.HistoryDays);
        var parked = new Dictionary<EntityKey, long>();
        foreach (var id in await grains.GetGrain<ISubscriptionDirectoryGrain>(0).List())
        {
            if (await grains.GetGrain<ISubscriptionGrain>(id).Status() is not { } status) continue;
            // How far one that does not deliver has read is not known.
            if (!status.CaughtUp && status.State != "delivering") return (null, $"the subscription {id} is {status.State}: nothing leaves before it has caught up, or is deleted");
            var open = now - TimeSpan.FromMilliseconds(status.BehindMilliseconds) - Margin;
            if (open < before) before = open;
            foreach (var key in status.Parked) parked[key.Entity] = Math.Min(parked.GetValueOrDefault(key.Entity, long.MaxValue), key.FromVersion);
        }

        var positions = new FeedPosition[journal.LaneCount];
        for (var lane = 0; lane < positions.Length; lane++) positions[lane] = await lanes.ReadPositionAsync(lane, cancellationToken);
        return (new RetentionLimits(before, positions, headOptions is { Enabled: true } ? heads?.Anchored : null, parked), null);
    }
}

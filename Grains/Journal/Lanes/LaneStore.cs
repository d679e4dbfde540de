using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Hosting;

namespace Sync.Journal.Lanes;

/// <summary>What lanes keep.</summary>
internal sealed class LaneStore(JournalEngine engine) : ILaneStore
{
    public async Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Lanes.ReadPositionAsync(lane, cancellationToken);
    }

    public async Task SaveAsync(LaneProgress progress, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        await engine.Lanes.SaveAsync(progress).WaitAsync(cancellationToken);
    }

    public async Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Lanes.ReadDueAsync(lane, now, max, cancellationToken);
    }

    public async Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return;
        await engine.Started.WaitAsync(cancellationToken);
        await engine.Store.Lanes.RemoveDueAsync(lane, ids, cancellationToken);
    }
}

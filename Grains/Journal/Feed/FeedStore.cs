using Sync.Contracts;
using Sync.Journal.Hosting;

namespace Sync.Journal.Feed;

/// <summary>The journal as the feed reads it.</summary>
internal sealed class FeedStore(JournalEngine engine) : IFeedStore
{
    private const int MaxRecords = 10_000;

    public async Task<FeedSlice> ReadAsync(FeedPosition after, int max, CancellationToken cancellationToken)
    {
        var slice = await ReadAsync(null, after, max, cancellationToken);
        engine.Tail.Add(after, slice);
        return slice;
    }

    public Task<FeedSlice> ReadLaneAsync(int lane, FeedPosition after, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lane);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lane, engine.LaneCount);
        return ReadAsync(lane, after, max, cancellationToken);
    }

    public async Task<FeedPosition> HeadAsync(CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Feed.HeadAsync(cancellationToken);
    }

    public Task WaitForCommitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        engine.Commits.WaitAsync(timeout, cancellationToken);

    private async Task<FeedSlice> ReadAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxRecords);
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Feed.ReadAsync(lane, after, max, cancellationToken);
    }
}

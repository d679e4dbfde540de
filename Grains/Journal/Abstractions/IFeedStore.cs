using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>The journal as the feed reads it: durable records in commit order, below the horizon. Thread-safe.</summary>
public interface IFeedStore
{
    /// <summary>Reads all lanes after a position, oldest first.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="max">1 to 10,000 records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records, and the position up to which everything was looked at (<paramref name="after"/> itself when nothing is new).</returns>
    Task<FeedSlice> ReadAsync(FeedPosition after, int max, CancellationToken cancellationToken = default);

    /// <summary>Reads one lane after a position, oldest first.</summary>
    Task<FeedSlice> ReadLaneAsync(int lane, FeedPosition after, int max, CancellationToken cancellationToken = default);

    /// <summary>The position of the newest record below the horizon; <c>default</c> when the journal is empty.</summary>
    Task<FeedPosition> HeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Completes at the next commit of this process (or when another process announces one), or after the time-out. Never throws but for cancellation.</summary>
    Task WaitForCommitAsync(TimeSpan timeout, CancellationToken cancellationToken = default);
}

/// <summary>A stretch of the feed. Immutable.</summary>
/// <param name="Records">Oldest first.</param>
/// <param name="UpTo">Everything up to here was looked at. When <paramref name="Records"/> is not empty: at least the last record's position.</param>
public sealed record FeedSlice(ImmutableArray<FeedRecord> Records, FeedPosition UpTo);

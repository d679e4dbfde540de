using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>Reads in commit order. Thread-safe.</summary>
internal interface IFeedReader
{
    /// <param name="lane">One lane, or null for all.</param>
    /// <param name="after">Exclusive.</param>
    /// <param name="max">The greatest number of records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<FeedSlice> ReadAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken);

    Task<FeedPosition> HeadAsync(CancellationToken cancellationToken);
}

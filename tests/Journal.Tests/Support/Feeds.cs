using Sync.Contracts;

namespace Sync.Journal.Tests.Support;

/// <summary>Reads the feed as followers do.</summary>
public static class Feeds
{
    /// <summary>Everything after a position, in pages.</summary>
    public static async Task<List<FeedRecord>> ReadToEndAsync(this IFeedStore feed, FeedPosition after = default, int page = 10_000)
    {
        var all = new List<FeedRecord>();
        while (true)
        {
            var slice = await feed.ReadAsync(after, page);
            if (slice.Records.IsEmpty) return all;
            all.AddRange(slice.Records);
            after = slice.UpTo;
        }
    }

    public static IEnumerable<string> Ids(this IEnumerable<FeedRecord> records) => records.Select(static record => record.Record.ChangeId);
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>Says how far a read of the feed has looked.</summary>
internal static class FeedSlices
{
    /// <param name="records">What was found.</param>
    /// <param name="after">Where the read began.</param>
    /// <param name="head">The newest record that existed before the read, of any lane. Positions are always those of records: one made up
    /// from a transaction id could lie beyond everything that is written after a dump and restore.</param>
    /// <param name="max">How many were asked for: when as many came, there may be more before the head.</param>
    public static FeedSlice Of(ImmutableArray<FeedRecord> records, FeedPosition after, FeedPosition head, int max)
    {
        var last = records.IsEmpty ? after : records[^1].Position;
        return new FeedSlice(records, records.Length < max && head > last ? head : last);
    }
}

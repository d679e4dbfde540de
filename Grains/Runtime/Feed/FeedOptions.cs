using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Feed;

/// <summary>How the feed is followed. Section <c>Feed</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Records that a silo keeps in memory for its lanes and views at most, 1,000 to 10,000,000, default 40,000. Older ones are read from the journal.
    /// More than <see cref="ScanRecords"/>: what one scan brings must not drive out what the lanes have not taken yet.</summary>
    [Range(1_000, 10_000_000)]
    public int BufferRecords { get; set; } = 40_000;

    /// <summary>Records in one look at the journal, 10 to 10,000, the default. A look costs two questions to the server, however many records it brings:
    /// on a busy machine these take so long that small looks fall behind the writers, and who is behind has to read from the journal.</summary>
    [Range(10, 10_000)]
    public int ScanRecords { get; set; } = 10_000;

    /// <summary>Records that a lane takes at once, 10 to 10,000, default 2,000.</summary>
    [Range(10, 10_000)]
    public int PageRecords { get; set; } = 2_000;

    /// <summary>The least time from one look at the journal that brought something to the next, in milliseconds, 0 to 1,000, default 10. The first commit after a
    /// pause is looked for at once. A look costs the server as much as a small commit does, so one for each commit would slow all of them down.</summary>
    [Range(0, 1_000)]
    public int ScanMilliseconds { get; set; } = 10;

    /// <summary>The longest wait for a commit signal before the journal is polled, in milliseconds, 10 to 60,000, default 500.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 500;

    /// <summary>How often a lane makes its position durable while it moves, in milliseconds, 0 to 60,000, default 500.
    /// What came after is run again after a crash; every command has an identity that makes that safe.</summary>
    [Range(0, 60_000)]
    public int SaveMilliseconds { get; set; } = 500;

    /// <summary>The least time from one turn of a busy lane to the next, in milliseconds, 0 to 1,000, default 25. The first record after a pause is
    /// handled at once; those that come quickly after it go together.</summary>
    [Range(0, 1_000)]
    public int TurnMilliseconds { get; set; } = 25;

    /// <summary>How often a silo makes sure that every lane runs somewhere, in seconds, 1 to 300, default 5.</summary>
    [Range(1, 300)]
    public int EnsureSeconds { get; set; } = 5;
}

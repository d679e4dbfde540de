using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Streams;

/// <summary>How adapter streams are taken. Section <c>Streams</c>.</summary>
public sealed class StreamOptions
{
    /// <summary>How often a silo asks for messages that came to other silos, in milliseconds, 10 to 60,000, default 100. What came to itself it takes at once.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 100;

    /// <summary>Messages of one queue that are handed out and not yet taken, 100 to 100,000, default 4,000. Beyond: the queue is not read on.</summary>
    [Range(100, 100_000)]
    public int CacheMessages { get; set; } = 4_000;

    /// <summary>Messages that are given to a stream together, 1 to 64, default 16.</summary>
    [Range(1, 64)]
    public int BatchMessages { get; set; } = 16;

    /// <summary>Further attempts for updates that an entity cannot take now, 0 to 10, default 4. Then they wait, and later ones of their keys behind them.</summary>
    [Range(0, 10)]
    public int Attempts { get; set; } = 4;

    /// <summary>The pause before the first further attempt, in milliseconds, 1 to 10,000, default 50; it doubles each time.</summary>
    [Range(1, 10_000)]
    public int AttemptMilliseconds { get; set; } = 50;

    /// <summary>How often a silo looks for what waits, and for what is pending longer than this, in seconds, 1 to 300, default 5.</summary>
    [Range(1, 300)]
    public int SweepSeconds { get; set; } = 5;
}

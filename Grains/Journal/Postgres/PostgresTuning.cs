namespace Sync.Journal.Postgres;

/// <summary>Times that nobody needs to set but a test.</summary>
internal sealed record PostgresTuning
{
    /// <summary>A writer waits this long for a lock that somebody else holds. Longer than <see cref="FrozenAfter"/>: when it is told that it waited
    /// in vain, whoever froze on the same key is old enough to be ended.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(4.5);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that has answered within this time is trusted to be there still. Under load commits follow each other within a few
    /// milliseconds.</summary>
    public TimeSpan WarmFor { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a writer tries to find out what became of a commit whose answer was lost.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan AskPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A backend of ours that has waited this long for the rest of its batch is taken to be frozen: a batch is sent in one go, and takes
    /// milliseconds. With the poll of the feed before and after it this stays below the 5 s for which a frozen writer may hide newer rows.
    /// A process that only paused for so long loses nothing by it: its batch was not committed, which it finds by reading back or knows
    /// because it had not asked to commit; whoever sent the updates is told to send them again.</summary>
    public TimeSpan FrozenAfter { get; init; } = TimeSpan.FromSeconds(3.5);
}

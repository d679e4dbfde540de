namespace Sync.Journal.Postgres;

/// <summary>Times that nobody needs to set but a test.</summary>
internal sealed record PostgresTuning
{
    /// <summary>A writer waits this long for a lock that somebody else holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a writer tries to find out what became of a commit whose answer was lost.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan AskPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A backend of ours that has waited this long for the rest of its batch is taken to be frozen: a batch is sent in one go.
    /// Not longer than it takes to give up a hung silo, so that what it left open holds up nobody after that.</summary>
    public TimeSpan FrozenAfter { get; init; } = TimeSpan.FromSeconds(8);
}

namespace Sync.Contracts;

/// <summary>Instants as the journal keeps them: whole microseconds, offset in whole minutes. Thread-safe.</summary>
public static class Instants
{
    /// <summary>The instant cut to whole microseconds, its offset kept.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => new(instant.Ticks - (instant.Ticks % 10), instant.Offset);
}

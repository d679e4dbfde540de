namespace Sync.Contracts;

/// <summary>How retention stands. Immutable, thread-safe.</summary>
/// <param name="HistoryDays">Records younger than this stay in the journal; 0: all stay.</param>
/// <param name="Current">The run that is on its way, or null.</param>
/// <param name="Last">The last run that ended, or null.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.retention-status")]
public sealed record RetentionStatus(
    [property: Id(0)] int HistoryDays, [property: Id(1)] RetentionPass? Current, [property: Id(2)] RetentionPass? Last);

/// <summary>One run of retention. Immutable, thread-safe.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; absent while it runs.</param>
/// <param name="Before">Only records that were recorded before this instant may leave.</param>
/// <param name="Entities">Entities that were looked at.</param>
/// <param name="Records">Records that left the journal.</param>
/// <param name="Problem">Why it ended before everything was looked at, if it did.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.retention-pass")]
public sealed record RetentionPass(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] DateTimeOffset? FinishedAt,
    [property: Id(2)] DateTimeOffset? Before,
    [property: Id(3)] long Entities,
    [property: Id(4)] long Records,
    [property: Id(5)] string? Problem);

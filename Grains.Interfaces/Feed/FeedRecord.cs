using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>A durable record and its place in commit order. Immutable, thread-safe.</summary>
/// <param name="Position">Its place.</param>
/// <param name="Record">The record.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.feed-record")]
public sealed record FeedRecord([property: Id(0)] FeedPosition Position, [property: Id(1)] JournalRecord Record);

/// <summary>A stretch of one lane in commit order, complete for what the consumer asked for. Immutable, thread-safe.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="After">The stretch begins after this position.</param>
/// <param name="UpTo">The stretch ends with this position: everything of the lane in between was looked at.</param>
/// <param name="Records">The records in it that concern the consumer, in order; may be empty.</param>
/// <param name="Filter">The <see cref="ChangeFilter.Mark"/> of the filter by which they were chosen: a consumer that has another filter by now
/// cannot tell what was left out, and reads the stretch itself.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.feed-page")]
public sealed record FeedPage(
    [property: Id(0)] int Lane,
    [property: Id(1)] FeedPosition After,
    [property: Id(2)] FeedPosition UpTo,
    [property: Id(3)] ImmutableArray<FeedRecord> Records,
    [property: Id(4)] ulong Filter);

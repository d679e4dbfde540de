using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What one system last said about a position. Immutable, thread-safe.</summary>
/// <param name="Source">The system.</param>
/// <param name="Updates">How many of its updates are recorded.</param>
/// <param name="Last">The newest of them, as a sentence.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="OccurredAt">When that happened, plant time.</param>
/// <param name="RecordedAt">When it was recorded, plant time.</param>
/// <param name="Count">Its last count, and what makes the difference to now; null when it never counted.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.source-statement")]
public sealed record SourceStatement(
    [property: Id(0)] string Source,
    [property: Id(1)] long Updates,
    [property: Id(2)] string Last,
    [property: Id(3)] string MessageId,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] DateTimeOffset RecordedAt,
    [property: Id(6)] SourceCount? Count);

/// <summary>The last count of a system against what is there now: said + documents + more + counts = now. Over the accounts that the count speaks of,
/// in the base unit. Immutable, thread-safe.</summary>
/// <param name="OccurredAt">As of when, plant time.</param>
/// <param name="MessageId">The count's id.</param>
/// <param name="Reference">The count document.</param>
/// <param name="Complete">Whether it speaks of every account.</param>
/// <param name="Said">What it found.</param>
/// <param name="Now">What is there now.</param>
/// <param name="Difference">Now minus said.</param>
/// <param name="Documents">The newest movements that happened after it, newest first.</param>
/// <param name="MoreDocuments">How many movements before those are not listed.</param>
/// <param name="MoreAmount">The sum of those.</param>
/// <param name="LaterCounts">What counts after it added or took.</param>
/// <param name="Words">All of it as a sentence.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.source-count")]
public sealed record SourceCount(
    [property: Id(0)] DateTimeOffset OccurredAt,
    [property: Id(1)] string MessageId,
    [property: Id(2)] DocumentReference? Reference,
    [property: Id(3)] bool Complete,
    [property: Id(4)] decimal Said,
    [property: Id(5)] decimal Now,
    [property: Id(6)] decimal Difference,
    [property: Id(7)] ImmutableArray<DifferenceDocument> Documents,
    [property: Id(8)] int MoreDocuments,
    [property: Id(9)] decimal MoreAmount,
    [property: Id(10)] decimal LaterCounts,
    [property: Id(11)] string Words);

/// <summary>A document that makes a part of a difference. Immutable, thread-safe.</summary>
/// <param name="Version">The record that holds it.</param>
/// <param name="Source">Who said it.</param>
/// <param name="MessageId">The source's id of the message.</param>
/// <param name="Reference">The document.</param>
/// <param name="OccurredAt">When it happened, plant time.</param>
/// <param name="Amount">Its part of the difference, in the base unit.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.difference-document")]
public sealed record DifferenceDocument(
    [property: Id(0)] long Version,
    [property: Id(1)] string Source,
    [property: Id(2)] string MessageId,
    [property: Id(3)] DocumentReference? Reference,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] decimal Amount);

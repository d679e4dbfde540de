using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What became of some positions when a complete snapshot was closed. Immutable, thread-safe.</summary>
/// <param name="Receipts">One verdict a position that was emptied, or was already.</param>
/// <param name="Waiting">Positions that hold updates: they were left as they are, because a person has to say first what counts there.</param>
/// <param name="Next">What to ask for next; null when every position of the scope was asked.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.snapshot-page")]
public sealed record SnapshotPage(
    [property: Id(0)] ImmutableArray<Receipt> Receipts,
    [property: Id(1)] ImmutableArray<StockKey> Waiting,
    [property: Id(2)] string? Next);

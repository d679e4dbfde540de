using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What an operator's action would do to a position. Immutable, thread-safe.</summary>
/// <param name="Receipt">The verdict on the action itself.</param>
/// <param name="Before">The position now; null when nothing was ever recorded.</param>
/// <param name="After">The position after it; null when nothing would be recorded.</param>
/// <param name="Effects">What would become of each held update that is decided again, in order.</param>
/// <param name="Held">The updates that would still be held.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-preview")]
public sealed record StockPreview(
    [property: Id(0)] Receipt Receipt,
    [property: Id(1)] StockPosition? Before,
    [property: Id(2)] StockPosition? After,
    [property: Id(3)] ImmutableArray<PreviewEffect> Effects,
    [property: Id(4)] ImmutableArray<HeldUpdate> Held);

/// <summary>What would become of one held update. Immutable, thread-safe.</summary>
/// <param name="Receipt">The verdict that it would get; its version is the one that it would have.</param>
/// <param name="Kind">The kind of the record that it would make.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.preview-effect")]
public sealed record PreviewEffect([property: Id(0)] Receipt Receipt, [property: Id(1)] string Kind);

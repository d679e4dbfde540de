using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What changed in the stock of a plant. Immutable, thread-safe.</summary>
/// <param name="UpTo">Every change up to here is in this answer or the ones before; the cursor for the next question.</param>
/// <param name="Rows">Positions in the order of their newest change.</param>
/// <param name="Head">The number of the newest change that there is; beyond <paramref name="UpTo"/> when the answer was cut at its maximum.</param>
/// <param name="Total">How many positions the plant has.</param>
/// <param name="Behind">How far the view is behind the journal.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-stock-changes")]
public sealed record PlantStockChanges(
    [property: Id(0)] ViewCursor UpTo,
    [property: Id(1)] ImmutableArray<StockChange> Rows,
    [property: Id(2)] long Head,
    [property: Id(3)] int Total,
    [property: Id(4)] ViewLag Behind);

/// <summary>How far a reader has come in one life of a view. Immutable, thread-safe.</summary>
/// <param name="Epoch">Names the life of the view: another one counts anew.</param>
/// <param name="Number">The number of a change, from 1; 0 is before the first.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.view-cursor")]
public readonly record struct ViewCursor([property: Id(0)] string Epoch, [property: Id(1)] long Number);

/// <summary>A position as it stands after its newest change. Immutable, thread-safe.</summary>
/// <param name="Number">The number of the change.</param>
/// <param name="Row">The row.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-change")]
public readonly record struct StockChange([property: Id(0)] long Number, [property: Id(1)] StockRow Row);

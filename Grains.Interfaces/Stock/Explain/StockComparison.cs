using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Two moments of a position: from + omitted + lines = to, for every account and measure. Immutable, thread-safe.</summary>
/// <param name="From">The earlier state.</param>
/// <param name="To">The later state.</param>
/// <param name="TimeZone">The IANA time zone of the plant, in which every instant is written.</param>
/// <param name="OnHand">To minus from.</param>
/// <param name="Available">To minus from.</param>
/// <param name="Changes">To minus from of each account that differs.</param>
/// <param name="OmittedLines">How many lines stand between <paramref name="From"/> and the first line shown.</param>
/// <param name="Omitted">The changes of those lines.</param>
/// <param name="Lines">What moved, oldest first: by the time that was named.</param>
/// <param name="Summary">The difference in a sentence.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-comparison")]
public sealed record StockComparison(
    [property: Id(0)] StockPast From,
    [property: Id(1)] StockPast To,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] decimal OnHand,
    [property: Id(4)] decimal Available,
    [property: Id(5)] ImmutableArray<AccountAmount> Changes,
    [property: Id(6)] int OmittedLines,
    [property: Id(7)] ImmutableArray<AccountAmount> Omitted,
    [property: Id(8)] ImmutableArray<ExplainLine> Lines,
    [property: Id(9)] string Summary);

namespace Sync.Contracts;

/// <summary>Reads the past of one stock position from the journal: the position's own entity is not asked and goes on undisturbed.
/// Key: <see cref="StockKey.ToString"/>.</summary>
[Alias("sync.v1.IStockHistoryGrain"), GrainInterfaceType("sync.v1.IStockHistoryGrain")]
public interface IStockHistoryGrain : IGrainWithStringKey
{
    /// <summary>Why the number is what it is. Null when nothing was ever recorded, or a refusal when the query cannot be answered.</summary>
    [Alias("Explain")]
    Task<StockExplained> Explain(ExplainQuery query);

    /// <summary>The position as it was.</summary>
    [Alias("At")]
    Task<StockAtMoment> At(StockMoment moment);

    /// <summary>The position at two moments, and what moved between.</summary>
    /// <param name="from">The earlier moment: an instant, or a watermark of a source.</param>
    /// <param name="to">The later moment; by the same time. A watermark is a moment of <see cref="ReadTime.Recorded"/>.</param>
    /// <param name="max">1 to 1,000 lines: the newest.</param>
    [Alias("Compare")]
    Task<StockCompared> Compare(StockMoment from, StockMoment to, int max);
}

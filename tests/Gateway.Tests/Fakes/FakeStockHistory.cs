namespace Sync.Gateway.Tests.Fakes;

/// <summary>The past of a position: gives what the test sets, remembers what was asked.</summary>
internal sealed class FakeStockHistory : IStockHistoryGrain
{
    public StockExplained Explained { get; set; } = new(null, null);

    public StockAtMoment Past { get; set; } = new(null, null);

    public StockCompared Compared { get; set; } = new(null, null);

    public List<object> Asked { get; } = [];

    public Task<StockExplained> Explain(ExplainQuery query)
    {
        Asked.Add(query);
        return Task.FromResult(Explained);
    }

    public Task<StockAtMoment> At(StockMoment moment)
    {
        Asked.Add(moment);
        return Task.FromResult(Past);
    }

    public Task<StockCompared> Compare(StockMoment from, StockMoment to, int max)
    {
        Asked.Add((from, to, max));
        return Task.FromResult(Compared);
    }
}

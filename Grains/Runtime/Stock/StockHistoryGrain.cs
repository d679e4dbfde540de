using Orleans.Concurrency;
using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Journal;

namespace Sync.Grains.Stock;

/// <summary>The shell of what is read of a position's past. Keeps no state, so there may be several of one position; the position's own grain is not asked.</summary>
[StatelessWorker]
[GrainType("stock-history")]
internal sealed class StockHistoryGrain(IJournal journal, StockModel model, TimeProvider clock, IGrainFactory grains) : Grain, IStockHistoryGrain
{
    public Task<StockExplained> Explain(ExplainQuery query) => new ExplainReader(Records(), grains).ReadAsync(query);

    public Task<StockAtMoment> At(StockMoment moment) => new MomentReader(Records(), grains, clock).ReadAsync(moment);

    public Task<StockCompared> Compare(StockMoment from, StockMoment to, int max) => new CompareReader(Records(), grains, clock).ReadAsync(from, to, Math.Clamp(max, 1, 1000));

    private StockRecords Records() => new(StockKey.Parse(this.GetPrimaryKeyString()), journal, model);
}

using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Reads what an explanation is made of: the records of the position, twice, a page at a time.</summary>
internal sealed class ExplainReader(StockRecords records, IGrainFactory grains)
{
    public async Task<StockExplained> ReadAsync(ExplainQuery query)
    {
        var now = await records.NowAsync();
        if (now.Version == 0) return new StockExplained(null, null);
        var (explainer, refusal) = StockExplainer.Start(
            query, now, await grains.PlantAsync(records.Position), await grains.CasesAsync(records.Position), (await records.ArchivedAsync())?.View);
        if (explainer is null) return new StockExplained(null, refusal);
        await records.EachAsync(now.Version, explainer.First);
        await records.EachAsync(now.Version, explainer.Second);
        return new StockExplained(explainer.Build(), null);
    }
}

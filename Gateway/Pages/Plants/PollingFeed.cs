namespace Sync.Pages.Plants;

/// <summary>Asks the plant's view for its newest rows, a few times a second.</summary>
internal sealed class PollingFeed(IGrainFactory grains, TimeProvider time) : IStockFeed
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public async Task KeepAsync(StockBoard board, CancellationToken cancellationToken)
    {
        var view = grains.GetGrain<IPlantStockGrain>(Identifiers.ToSegment(board.Plant.Value));
        using var timer = new PeriodicTimer(Every, time);
        var seen = DateTimeOffset.MinValue;
        do
        {
            var query = new PlantStockQuery(Sort: StockSort.Changed, Descending: true, Max: seen == DateTimeOffset.MinValue ? 5000 : 200);
            var newest = seen;
            PlantStockPage page;
            do
            {
                page = await view.Query(query);
                board.Take([.. page.Rows.Where(r => r.ChangedAt >= seen)], page.Behind);
                if (page.Rows.Length > 0 && page.Rows[0].ChangedAt > newest) newest = page.Rows[0].ChangedAt;
                query = query with { After = page.Next };
            }
            while (page.Next is not null && page.Rows[^1].ChangedAt >= seen);

            board.Complete();
            seen = newest;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}

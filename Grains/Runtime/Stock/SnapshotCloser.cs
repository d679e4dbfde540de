using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Stock;

/// <summary>Empties what a complete snapshot left out, position by position of those that are known. Which are known the live stock of the plant tells, once it
/// has everything that was recorded before it was asked.</summary>
internal sealed class SnapshotCloser(IPlantStockGrain view, IUpdateRouter router, TimeProvider clock)
{
    /// <summary>Positions of one answer: few enough to be closed well within the time of a call.</summary>
    public const int Page = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<SnapshotPage> CloseAsync(StockSnapshot snapshot, string? after)
    {
        var query = new PlantStockQuery(Location: snapshot.Location, After: after, Max: Page);
        var page = after is null ? await CaughtUpAsync(query) : await view.Query(query);
        ImmutableArray<Update> closing = [.. page.Rows.Where(r => r.Held == 0).Select(r => snapshot.Close(r.Key))];
        var receipts = closing.IsEmpty ? [] : await router.SubmitAsync(closing);
        return new SnapshotPage(receipts, [.. page.Rows.Where(r => r.Held > 0).Select(r => r.Key)], page.Next);
    }

    /// <summary>The first page, of a view that has all that was recorded up to now: a position that it does not know was not known then.</summary>
    private async Task<PlantStockPage> CaughtUpAsync(PlantStockQuery query)
    {
        var (now, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        while (true)
        {
            var page = await view.Query(query);
            if (page.Behind.AsOf >= now) return page;
            if (clock.GetElapsedTime(began) > Patience) throw new TimeoutException($"the live stock of {page.Plant} is {page.Behind.Milliseconds} ms behind the journal");
            await Task.Delay(Pause, clock);
        }
    }
}

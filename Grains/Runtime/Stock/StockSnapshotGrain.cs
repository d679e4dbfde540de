using Orleans.Concurrency;
using Sync.Contracts;

namespace Sync.Grains.Stock;

/// <summary>The shell of closing snapshots. Keeps no state, so there may be several of one plant.</summary>
[StatelessWorker]
[GrainType("stock-snapshot")]
internal sealed class StockSnapshotGrain(IGrainFactory grains, IUpdateRouter router, TimeProvider clock) : Grain, IStockSnapshotGrain
{
    public Task<SnapshotPage> Close(StockSnapshot snapshot, string? after) =>
        new SnapshotCloser(grains.GetGrain<IPlantStockGrain>(this.GetPrimaryKeyString()), router, clock).CloseAsync(snapshot, after);
}

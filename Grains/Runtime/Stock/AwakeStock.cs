using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Entities;

namespace Sync.Grains.Stock;

/// <summary>Reads what an entity of this process has committed, beside its turns: the view is immutable. Thread-safe.</summary>
internal sealed class AwakeStock(LocalEntities local) : IAwakeStock
{
    public StockPosition? Find(StockKey key, long? atLeast) =>
        local.Find(key.ToEntity())?.Settled is EntityView<StockState> { Version: > 0 } view && view.Version >= (atLeast ?? 0)
            ? StockViews.ToPosition(view)
            : null;
}

using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Grains.Placement;

namespace Sync.Grains.Stock;

/// <summary>The shell of a stock position.</summary>
[GrainType(EntityKinds.Stock)]
[SpreadPlacement]
internal sealed class StockGrain(StockModel model, EntityServices services) : EntityGrain<StockState>(model, services), IStockGrain
{
    public async Task<StockPosition?> Get(long? atLeast)
    {
        var view = atLeast is { } version
            ? await Core.ReadAtLeastAsync(version, TimeSpan.FromSeconds(Services.Options.ReadYourWriteSeconds))
            : await Core.ReadAsync();
        return view is null or { Version: 0 } ? null : StockViews.ToPosition(view);
    }

    public async Task<StockPreview> Preview(Update action)
    {
        var (before, after, step) = await new EntityPreview<StockState>(Kernel, Services).OfAsync(Key, action);
        return StockPreviews.Of(Kernel.Model.Events, before, after, step);
    }
}

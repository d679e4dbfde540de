using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Grains.Entities;
using Sync.Grains.Placement;

namespace Sync.Grains.Items;

/// <summary>The shell of an item master.</summary>
[GrainType(EntityKinds.Item)]
[SpreadPlacement]
internal sealed class ItemGrain(ItemModel model, EntityServices services) : EntityGrain<ItemState>(model, services), IItemGrain
{
    public async Task<ItemMaster?> Get() => ItemViews.Of(await Core.ReadAsync());
}

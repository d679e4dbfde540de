using Sync.Contracts;
using Sync.Domain.Plants;
using Sync.Grains.Entities;
using Sync.Grains.Placement;

namespace Sync.Grains.Plants;

/// <summary>The shell of a plant master.</summary>
[GrainType(EntityKinds.Plant)]
[SpreadPlacement]
internal sealed class PlantGrain(PlantModel model, EntityServices services) : EntityGrain<PlantState>(model, services), IPlantGrain
{
    public async Task<PlantMaster?> Get() => PlantViews.Of(await Core.ReadAsync());
}

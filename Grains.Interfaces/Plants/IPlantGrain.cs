using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The plant master's entity. Key: the plant, spelled as one segment.</summary>
[Alias("sync.v1.IPlantGrain"), GrainInterfaceType("sync.v1.IPlantGrain")]
public interface IPlantGrain : IEntityGrain
{
    /// <summary>The committed master, or null when the plant is not registered.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<PlantMaster?> Get();
}

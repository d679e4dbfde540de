using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The item master's entity. Key: the item, spelled as one segment.</summary>
[Alias("sync.v1.IItemGrain"), GrainInterfaceType("sync.v1.IItemGrain")]
public interface IItemGrain : IEntityGrain
{
    /// <summary>The committed master, or null when the item is not registered.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<ItemMaster?> Get();
}

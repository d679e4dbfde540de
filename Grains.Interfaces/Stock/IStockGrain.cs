using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The entity of one stock position. Key: <see cref="StockKey.ToString"/>.</summary>
[Alias("sync.v1.IStockGrain"), GrainInterfaceType("sync.v1.IStockGrain")]
public interface IStockGrain : IEntityGrain
{
    /// <summary>The committed position.</summary>
    /// <param name="atLeast">Waits up to 5 s until this version is committed; null: answers at once.</param>
    /// <returns>Null when nothing was ever recorded, or when the version was not reached in time.</returns>
    [AlwaysInterleave, Alias("Get")]
    Task<StockPosition?> Get(long? atLeast);

    /// <summary>What an operator's action would do. Nothing is written.</summary>
    /// <param name="action">A <see cref="ControlUpdate"/> for this position.</param>
    [AlwaysInterleave, Alias("Preview")]
    Task<StockPreview> Preview(Update action);
}

using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>Closes complete snapshots of one plant: empties what they left out. Keeps no state. Key: the plant, spelled as one segment.</summary>
[Alias("sync.v1.IStockSnapshotGrain"), GrainInterfaceType("sync.v1.IStockSnapshotGrain")]
public interface IStockSnapshotGrain : IGrainWithStringKey
{
    /// <summary>Empties the next positions of the scope that the snapshot did not list. Call it when every count of the snapshot has its durable verdict,
    /// and again with <see cref="SnapshotPage.Next"/> until that is null. The same again changes nothing.</summary>
    /// <param name="snapshot">A complete snapshot.</param>
    /// <param name="after">Null to begin; else what the answer before said.</param>
    /// <exception cref="TimeoutException">The live stock of the plant is too far behind the journal to say which positions are known: ask again later.</exception>
    [AlwaysInterleave, Alias("Close")]
    Task<SnapshotPage> Close(StockSnapshot snapshot, string? after);
}

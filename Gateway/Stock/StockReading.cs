namespace Sync.Gateway.Stock;

/// <summary>Reads single positions. Thread-safe.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="awake">What is awake in this process where it is a silo itself; null where it is not.</param>
internal sealed class StockReading(IGrainFactory grains, IAwakeStock? awake = null)
{
    /// <summary>The committed position; null when nothing was ever recorded, or when the version was not reached in time.</summary>
    public ValueTask<StockPosition?> GetAsync(StockKey key, long? atLeast) => awake?.Find(key, atLeast) is { } position
        ? new ValueTask<StockPosition?>(position)
        : new ValueTask<StockPosition?>(grains.GetGrain<IStockGrain>(key.ToString()).Get(atLeast));
}

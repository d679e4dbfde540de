namespace Sync.Contracts;

/// <summary>The committed positions of those entities that are awake in this process: read without a message. Only in a process that is a silo. Thread-safe.</summary>
public interface IAwakeStock
{
    /// <summary>The newest committed state of a position, as its entity would answer.</summary>
    /// <param name="key">The position.</param>
    /// <param name="atLeast">The version that the reader asks for; null: any.</param>
    /// <returns>Null when the entity is not awake here, has nothing recorded, is just loading, or has not come so far: then it must be asked.</returns>
    StockPosition? Find(StockKey key, long? atLeast);
}

using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What a decision may know beside state and update. Immutable.</summary>
/// <param name="Now">The instant of recording, UTC, whole microseconds, never before the entity's newest record.</param>
/// <param name="Plant">The plant's master, or null when it is not registered (only for stock positions).</param>
/// <param name="Item">The item's master, or null when it is not registered (only for stock positions).</param>
/// <param name="FullHistory">True when the state was folded from the first record without forgetting anything.</param>
/// <param name="Formats">What every silo reads, and so may be written; null: whatever this build knows.</param>
/// <param name="OnlyNews">True when an update is decided again that was held on the whole history: only what came since can be what it waits for, so
/// that <paramref name="FullHistory"/> is said although the state itself may have forgotten.</param>
public readonly record struct DecisionContext(
    DateTimeOffset Now, PlantMaster? Plant = null, ItemMaster? Item = null, bool FullHistory = false, FormatLevels? Formats = null, bool OnlyNews = false);

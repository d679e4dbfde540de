using Sync.Contracts;

namespace Sync.Grains;

/// <summary>The masters that a stock position's decisions need; both null for other kinds of entity.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Item">The item.</param>
/// <param name="At">When the older of the two was read.</param>
internal readonly record struct Masters(PlantMaster? Plant, ItemMaster? Item, long At);

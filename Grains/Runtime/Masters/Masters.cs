using Sync.Contracts;

namespace Sync.Grains;

/// <summary>The masters that a stock position's decisions need; both null for other kinds of entity.</summary>
internal readonly record struct Masters(PlantMaster? Plant, ItemMaster? Item);

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>An item master as it stands. Immutable, thread-safe.</summary>
/// <param name="Item">The item.</param>
/// <param name="BaseUnit">The unit stock is kept in.</param>
/// <param name="Name">For people.</param>
/// <param name="LotManaged">Whether every movement names a lot.</param>
/// <param name="Scale">Decimal places of the base unit.</param>
/// <param name="Conversions">Item-specific conversions.</param>
/// <param name="Met">True when an open world registered it and no person has confirmed it.</param>
/// <param name="Version">The entity's version.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.item-master")]
public sealed record ItemMaster(
    [property: Id(0)] ItemNumber Item,
    [property: Id(1)] UnitCode BaseUnit,
    [property: Id(2)] string? Name,
    [property: Id(3)] bool LotManaged,
    [property: Id(4)] int Scale,
    [property: Id(5)] ImmutableArray<UnitConversion> Conversions,
    [property: Id(6)] bool Met,
    [property: Id(7)] long Version);

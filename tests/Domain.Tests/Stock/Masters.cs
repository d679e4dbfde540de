using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Tests.Stock;

/// <summary>The plant and the items of these tests.</summary>
internal static class Masters
{
    public static readonly PlantMaster Plant = new(
        PlantId.Parse("P100"), "Europe/Berlin", "Ulm", World.Closed, [At("FG01"), At("RM01"), At("RM02")], 3);

    public static readonly StockKey Key = At("RM01", "BOLT-M8");

    public static readonly ItemMaster Bolt = Item("BOLT-M8", "EA", 0, Conversion("CA", 24, 1));

    public static readonly ItemMaster Oil = Item("OIL-46", "KGM", 3);

    public static readonly ItemMaster Resin = Item("RESIN", "KGM", 3) with { LotManaged = true };

    public static StockKey At(string location, string item) => new(PlantId.Parse("P100"), LocationId.Parse(location), ItemNumber.Parse(item));

    public static ItemMaster Item(string item, string unit, int scale, params ImmutableArray<UnitConversion> conversions) =>
        new(ItemNumber.Parse(item), UnitCode.Parse(unit), null, false, scale, conversions, false, 5);

    public static UnitConversion Conversion(string unit, long numerator, long denominator, DateTimeOffset? from = null) =>
        new(UnitCode.Parse(unit), new Ratio(numerator, denominator), from);

    public static Quantity Ea(decimal value) => new(value, UnitCode.Each);

    public static Quantity Of(decimal value, string unit) => new(value, UnitCode.Parse(unit));

    /// <summary>The plant where one source owns movements: receipts, unless told otherwise.</summary>
    public static PlantMaster Owned(string owner, MovementType? movement = MovementType.Receipt) =>
        Plant with { Ownership = [new OwnershipRule(owner, movement)] };

    public static StockAccount Lot(string lot, StockStatus status = StockStatus.Available) => new(LotNumber.Parse(lot), status);

    public static StockAccount In(StockStatus status) => new(null, status);

    public static StockAccount OwnedBy(string owner) => new(null, StockStatus.Available, PartyId.Parse(owner));

    private static LocationMaster At(string location) => new(LocationId.Parse(location), null, false);
}

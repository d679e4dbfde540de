using Sync.Contracts;

namespace Sync.Grains;

/// <summary>Which masters an update needs. Pure.</summary>
internal static class MasterNeeds
{
    /// <summary>True when everything that updates of a position name is in the masters at hand. Held updates are decided again because a master
    /// changed: then what is at hand is never enough.</summary>
    public static bool AreMet(StockKey key, ReadOnlySpan<Update> updates, PlantMaster? plant, ItemMaster? item)
    {
        if (plant is null || item is null || !Knows(plant, key.Location)) return false;
        foreach (var update in updates)
            if (!AreMet(update.Payload, plant, item)) return false;
        return true;
    }

    /// <summary>As the other, at a position that the masters are known to have.</summary>
    public static bool AreMet(UpdatePayload payload, PlantMaster plant, ItemMaster item)
    {
        if (payload is ControlUpdate and not ControlUpdate.GapDue) return false;
        if (payload is StockUpdate.Transferred transfer && !Knows(plant, transfer.To)) return false;
        return Unit(payload) is not { } unit || unit == item.BaseUnit || Converts(item, unit);
    }

    private static bool Converts(ItemMaster item, UnitCode unit) => item.Conversions.Any(c => c.Unit == unit);

    public static bool Knows(PlantMaster? plant, LocationId location) => plant?.Find(location) is not null;

    public static IEnumerable<LocationId> Locations(StockKey key, ReadOnlySpan<Update> updates)
    {
        var locations = new HashSet<LocationId> { key.Location };
        foreach (var update in updates)
            if (update.Payload is StockUpdate.Transferred transfer) locations.Add(transfer.To);
        return locations;
    }

    public static UnitCode? FirstUnit(ReadOnlySpan<Update> updates)
    {
        foreach (var update in updates)
            if (Unit(update.Payload) is { } unit) return unit;
        return null;
    }

    private static UnitCode? Unit(UpdatePayload payload) => payload switch
    {
        StockUpdate.Received u => u.Quantity.Unit,
        StockUpdate.Issued u => u.Quantity.Unit,
        StockUpdate.Transferred u => u.Quantity.Unit,
        StockUpdate.StatusChanged u => u.Quantity.Unit,
        StockUpdate.Counted { Lines.Length: > 0 } u => u.Lines[0].Quantity.Unit,
        StockUpdate.CountPosted u => u.Difference.Unit,
        StockUpdate.Adjusted u => u.Difference.Unit,
        StockUpdate.Reversed u => u.Quantity?.Unit,
        StockUpdate.Reserve u => u.Quantity.Unit,
        StockUpdate.Release u => u.Quantity?.Unit,
        StockUpdate.Arrive u => u.Quantity.Unit,
        StockUpdate.ConfirmArrival u => u.Quantity.Unit,
        _ => null,
    };
}

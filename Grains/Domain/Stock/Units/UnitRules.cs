using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Which units an item's quantities may come in, and how they become the base unit. Pure, thread-safe.</summary>
public static class UnitRules
{
    /// <summary>True when a quantity in this unit that was moved at this instant can be converted to the item's base unit.</summary>
    public static bool CanConvert(ItemMaster item, UnitCode unit, DateTimeOffset at) => unit == item.BaseUnit || Factor(item, unit, at) is not null;

    /// <summary>The factor to the base unit that was in force at an instant: the item's own conversion with the greatest beginning that is not after
    /// the instant (one without a beginning holds since ever) and with an end that is, else the factor that holds for every item. Null: there is none.</summary>
    public static Ratio? Factor(ItemMaster item, UnitCode unit, DateTimeOffset at)
    {
        UnitConversion? inForce = null;
        foreach (var conversion in item.Conversions)
        {
            if (conversion.Unit != unit || conversion.From > at || conversion.Until <= at) continue;
            if (inForce is null || inForce.From is null || conversion.From > inForce.From) inForce = conversion;
        }

        return inForce?.ToBase ?? UniversalUnits.Factor(unit, item.BaseUnit);
    }

    /// <summary>The quantity in the base unit, rounded half to even at the item's scale. Null: the unit cannot be converted.</summary>
    internal static Measure? Convert(ItemMaster item, Quantity quantity, DateTimeOffset at)
    {
        if (quantity.Unit == item.BaseUnit) return Measure.Of(quantity, null, item.Scale);
        return Factor(item, quantity.Unit, at) is { } factor && factor.IsWellFormed() ? Measure.Of(quantity, factor, item.Scale) : null;
    }
}

namespace Sync.Factory.Plan;

/// <summary>A quantity as a source says it, and what it is in base units. Always exact: the plan never needs rounding.</summary>
internal readonly record struct Amount(decimal Value, string Unit, decimal Base);

/// <summary>Makes plausible quantities.</summary>
internal static class Amounts
{
    /// <summary>A receipt-sized quantity, in any unit of the item.</summary>
    public static Amount Any(Seeded seeded, Item item)
    {
        if (item.AllConversions.Length == 0 || seeded.Chance(0.5)) return Of(seeded, item.BaseUnit, 1, 1, item.Scale);
        var conversion = seeded.Pick(item.AllConversions);
        return Of(seeded, conversion.Unit, conversion.Numerator, conversion.Denominator, item.Scale);
    }

    /// <summary>Some of what is there, in base units, or null when there is next to nothing.</summary>
    public static Amount? SomeOf(Seeded seeded, Item item, decimal balance)
    {
        var units = (int)decimal.Min(decimal.Floor(balance), 50);
        if (units < 1) return null;
        decimal value = seeded.Between(1, units);
        if (item.Scale > 0 && seeded.Chance(0.5)) value -= seeded.Between(1, 999) / 1000m;
        return new Amount(value, item.BaseUnit, value);
    }

    private static Amount Of(Seeded seeded, string unit, long numerator, long denominator, int scale)
    {
        var value = (numerator, denominator, scale) switch
        {
            (> 100, 1, 0) => seeded.Between(1, 2),
            (> 1, 1, 0) => seeded.Between(1, 12),
            (> 1, 1, _) => seeded.Between(1, 3000) / 1000m,
            (1, > 1, _) => seeded.Between(1000, 90_000),
            (_, _, > 0) => seeded.Between(500, 300_000) / 1000m,
            _ => seeded.Between(10, 200),
        };
        return new Amount(value, unit, value * numerator / denominator);
    }
}

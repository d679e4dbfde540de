namespace Sync.Contracts;

/// <summary>Form and range of what can be said to an item master. Thread-safe.</summary>
public static class ItemUpdateRules
{
    private const int MaxConversions = 50;

    /// <summary>What is wrong with it, or null.</summary>
    public static Refusal? Check(ItemUpdate update) => update is ItemUpdate.Register r
        ? Unit("baseUnit", r.BaseUnit) ?? Fields.Name(r.Name) ?? Scale(r.Scale) ?? Conversions(r)
        : null;

    private static Refusal? Scale(int scale) => scale is >= 0 and <= Quantity.MaxScale
        ? null
        : ErrorCodes.FieldInvalid.With($"data.scale is {scale}: 0 to {Quantity.MaxScale} decimal places are expected");

    private static Refusal? Conversions(ItemUpdate.Register r)
    {
        if (r.Conversions.Length > MaxConversions) return ErrorCodes.FieldInvalid.With($"data.conversions has {r.Conversions.Length} entries: at most {MaxConversions} are expected");
        var seen = new HashSet<(UnitCode, DateTimeOffset?)>();
        for (var i = 0; i < r.Conversions.Length; i++)
        {
            var conversion = r.Conversions[i];
            if (conversion is null) return ErrorCodes.FieldInvalid.With($"data.conversions[{i}] is null");
            if (Unit($"conversions[{i}].unit", conversion.Unit) is { } wrong) return wrong;
            if (conversion.Unit == r.BaseUnit) return ErrorCodes.FieldInvalid.With($"data.conversions[{i}].unit is the base unit {r.BaseUnit} itself");
            if (!conversion.ToBase.IsWellFormed()) return ErrorCodes.FieldInvalid.With($"data.conversions[{i}].toBase is {conversion.ToBase}: numerator and denominator are 1 to {Ratio.Limit}");
            if (conversion.From >= conversion.Until) return ErrorCodes.FieldInvalid.With($"data.conversions[{i}].until is not after its from");
            if (!seen.Add((conversion.Unit, conversion.From))) return ErrorCodes.FieldInvalid.With($"data.conversions[{i}] gives {conversion.Unit} a second factor for the same time");
        }

        return null;
    }

    private static Refusal? Unit(string member, UnitCode unit) => unit.Code.Length > 0
        ? null
        : ErrorCodes.FieldInvalid.With($"data.{member} is no unit");
}

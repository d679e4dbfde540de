using System.Numerics;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>A quantity as its source said it and what it is in the item's base unit. Immutable.</summary>
/// <param name="Source">The quantity as it was said.</param>
/// <param name="Factor">The factor that was used; null when it was said in the base unit.</param>
/// <param name="Amount">The amount in the base unit, at the item's scale.</param>
/// <param name="Residual">What rounding cut off (exact minus rounded); null when nothing.</param>
internal readonly record struct Measure(Quantity Source, Ratio? Factor, decimal Amount, decimal? Residual)
{
    /// <summary>False when the amount left the range of quantities.</summary>
    public bool IsInRange => Math.Abs(Amount) < Quantity.Limit;

    public static Measure Of(Quantity source, Ratio? factor, int scale)
    {
        scale = Math.Clamp(scale, 0, Quantity.MaxScale);
        if (factor is { } ratio) return Converted(source, ratio, scale);
        var rounded = decimal.Round(source.Value, scale, MidpointRounding.ToEven);
        return new Measure(source, null, Decimals.Normalize(rounded), rounded == source.Value ? null : Decimals.Normalize(source.Value - rounded));
    }

    /// <summary>In whole numbers, because a product of a quantity and a factor can have more digits than a decimal: it would be rounded twice.</summary>
    private static Measure Converted(Quantity source, Ratio factor, int scale)
    {
        var denominator = BigInteger.Pow(10, Quantity.MaxScale - scale) * factor.Denominator;
        var numerator = new BigInteger(decimal.Round(source.Value, Quantity.MaxScale) * 1_000_000_000m) * factor.Numerator;
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var twice = BigInteger.Abs(rest) * 2;
        if (twice > denominator || (twice == denominator && !whole.IsEven))
        {
            whole += rest.Sign;
            rest -= rest.Sign * denominator;
        }

        if (BigInteger.Abs(whole) >= new BigInteger(Quantity.Limit) * BigInteger.Pow(10, scale)) return new Measure(source, factor, whole.Sign * Quantity.Limit, null);
        var unit = new decimal(1, 0, 0, false, (byte)scale);
        var amount = Decimals.Normalize((decimal)whole * unit);
        return new Measure(source, factor, amount, rest.IsZero ? null : Decimals.Normalize((decimal)rest / (decimal)denominator * unit));
    }
}

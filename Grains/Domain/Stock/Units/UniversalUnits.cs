using System.Collections.Frozen;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Conversions that hold for every item: exact factors inside one dimension. Pure.</summary>
internal static class UniversalUnits
{
    private static readonly FrozenDictionary<string, Entry> Known = new Dictionary<string, Entry>
    {
        ["EA"] = new(Dimension.Count, 1, 1),
        ["DZN"] = new(Dimension.Count, 12, 1),
        ["CEN"] = new(Dimension.Count, 100, 1),
        ["MIL"] = new(Dimension.Count, 1000, 1),
        ["GRM"] = new(Dimension.Mass, 1, 1000),
        ["KGM"] = new(Dimension.Mass, 1, 1),
        ["TNE"] = new(Dimension.Mass, 1000, 1),
        ["LBR"] = new(Dimension.Mass, 45_359_237, 100_000_000),
        ["MLT"] = new(Dimension.Volume, 1, 1000),
        ["LTR"] = new(Dimension.Volume, 1, 1),
        ["MMT"] = new(Dimension.Length, 1, 1000),
        ["CMT"] = new(Dimension.Length, 1, 100),
        ["MTR"] = new(Dimension.Length, 1, 1),
        ["KMT"] = new(Dimension.Length, 1000, 1),
        ["MIN"] = new(Dimension.Time, 1, 60),
        ["HUR"] = new(Dimension.Time, 1, 1),
        ["DAY"] = new(Dimension.Time, 24, 1),
    }.ToFrozenDictionary();

    private enum Dimension
    {
        Count,
        Mass,
        Volume,
        Length,
        Time,
    }

    /// <summary>The factor from one unit to another, or null where there is none or it does not fit a <see cref="Ratio"/> (pounds to tonnes).</summary>
    public static Ratio? Factor(UnitCode from, UnitCode to)
    {
        if (!Known.TryGetValue(from.Code, out var a) || !Known.TryGetValue(to.Code, out var b) || a.Dimension != b.Dimension) return null;
        var (numerator, denominator) = (a.Numerator * b.Denominator, a.Denominator * b.Numerator);
        var common = GreatestCommonDivisor(numerator, denominator);
        var factor = new Ratio(numerator / common, denominator / common);
        return factor.IsWellFormed() ? factor : null;
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    private readonly record struct Entry(Dimension Dimension, long Numerator, long Denominator);
}

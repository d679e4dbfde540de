namespace Sync.Contracts;

/// <summary>An exact positive conversion factor. 1 source unit = <paramref name="Numerator"/> / <paramref name="Denominator"/> base units.
/// Both are 1 to 10^9. Immutable, thread-safe.</summary>
/// <param name="Numerator">Counter of the fraction, as UMREZ in SAP.</param>
/// <param name="Denominator">Denominator of the fraction, as UMREN in SAP.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.ratio")]
public readonly record struct Ratio([property: Id(0)] long Numerator, [property: Id(1)] long Denominator)
{
    /// <summary>The greatest counter and denominator.</summary>
    public const long Limit = 1_000_000_000;

    /// <summary>One to one.</summary>
    public static Ratio One => new(1, 1);

    /// <summary>True when both parts are in range.</summary>
    public bool IsWellFormed() => Numerator is > 0 and <= Limit && Denominator is > 0 and <= Limit;

    /// <summary>The converted amount before rounding.</summary>
    public decimal Apply(decimal value) => value * Numerator / Denominator;

    /// <summary>The fraction, for example <c>24/1</c>.</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";
}

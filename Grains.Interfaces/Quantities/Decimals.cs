using System.Globalization;

namespace Sync.Contracts;

/// <summary>The one spelling of a number that takes part in a fingerprint or hash. Thread-safe.</summary>
public static class Decimals
{
    /// <summary>The value without trailing zeros, so that 5, 5.0 and 5.000 are one content.</summary>
    public static decimal Normalize(decimal value) => value.Scale == 0 ? value : value / 1.000000000000000000000000000000000m;

    /// <summary>The invariant text of the normalised value.</summary>
    public static string Canonical(decimal value) => Normalize(value).ToString(CultureInfo.InvariantCulture);
}

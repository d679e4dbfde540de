using System.Globalization;

namespace Sync.Adapters;

/// <summary>Numbers as files write them. Thread-safe.</summary>
internal static class RowNumbers
{
    /// <summary>A sign, digits and one decimal sign: nothing that could be read in two ways.</summary>
    public static bool TryParse(string text, char sign, out decimal value)
    {
        value = 0;
        if (sign == ',' && text.Contains('.')) return false;
        return decimal.TryParse(
            sign == '.' ? text : text.Replace(sign, '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }
}

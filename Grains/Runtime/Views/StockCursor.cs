using System.Globalization;
using System.Text;
using Sync.Contracts;

namespace Sync.Grains.Views;

/// <summary>The order of rows, and the place of a row in it as an opaque text. A row that moved while a reader pages shows at its new place;
/// rows that did not move are seen once.</summary>
internal static class StockCursor
{
    private const decimal MaxTicks = 3_155_378_975_999_999_999;

    public static string Of(StockRow row, StockSort sort) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Value(row, sort)}|{row.Key}"));

    /// <summary>The number of rows before and at the cursor.</summary>
    public static int Find(List<StockRow> ordered, PlantStockQuery query)
    {
        if (!TryRead(query, out var probe)) return 0;
        int low = 0, high = ordered.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var c = Compare(ordered[middle], probe, query.Sort);
            if ((query.Descending ? -c : c) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public static int Compare(StockRow a, StockRow b, StockSort sort)
    {
        var c = sort switch
        {
            StockSort.Available => a.Measures.Available.CompareTo(b.Measures.Available),
            StockSort.OnHand => a.Measures.OnHand.CompareTo(b.Measures.OnHand),
            StockSort.Changed => a.ChangedAt.CompareTo(b.ChangedAt),
            StockSort.Item => string.CompareOrdinal(a.Key.Item.Value, b.Key.Item.Value),
            _ => 0,
        };
        return c != 0 ? c : CompareKeys(a.Key, b.Key);
    }

    public static int CompareKeys(StockKey a, StockKey b)
    {
        var c = string.CompareOrdinal(a.Location.Value, b.Location.Value);
        return c != 0 ? c : string.CompareOrdinal(a.Item.Value, b.Item.Value);
    }

    private static string Value(StockRow row, StockSort sort) => sort switch
    {
        StockSort.Available => Decimals.Canonical(row.Measures.Available),
        StockSort.OnHand => Decimals.Canonical(row.Measures.OnHand),
        StockSort.Changed => row.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static bool TryRead(PlantStockQuery query, out StockRow probe)
    {
        probe = null!;
        var buffer = new byte[query.After!.Length];
        if (!Convert.TryFromBase64String(query.After, buffer, out var length)) return false;
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var bar = text.IndexOf('|');
        if (bar < 0 || !StockKey.TryParse(text[(bar + 1)..], out var key)) return false;
        decimal number = 0;
        if (bar > 0 && !decimal.TryParse(text[..bar], NumberStyles.Number, CultureInfo.InvariantCulture, out number)) return false;
        if (query.Sort == StockSort.Changed && (number is < 0 or > MaxTicks)) return false;
        var changed = query.Sort == StockSort.Changed ? new DateTimeOffset((long)number, TimeSpan.Zero) : default;
        probe = new StockRow(key, 0, null, new StockMeasures(number, number, 0, 0), 0, [], changed, default, 0);
        return true;
    }
}

namespace Sync.Pages.Plants;

/// <summary>Which rows of a board, in which order. Immutable, thread-safe.</summary>
public sealed record BoardQuery(
    string Search = "", string Location = "", StockStatus? Status = null, decimal? AvailableBelow = null, BoardSort Sort = BoardSort.Location, bool Descending = false, int Page = 1)
{
    /// <summary>Rows on a page.</summary>
    public const int Size = 50;

    /// <summary>True when every row fits.</summary>
    public bool IsOpen => Search.Length == 0 && Location.Length == 0 && Status is null && AvailableBelow is null;

    public bool Fits(StockRow row) =>
        (Location.Length == 0 || row.Key.Location.Value == Location)
        && (AvailableBelow is not { } below || row.Measures.Available < below)
        && (Status is not { } status || row.Accounts.Any(a => a.Account.Status == status && a.Amount != 0))
        && (Search.Length == 0 || row.Key.Item.Value.Contains(Search, StringComparison.OrdinalIgnoreCase) || row.Key.Location.Value.Contains(Search, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<StockRow> Order(IEnumerable<StockRow> rows) => Sort switch
    {
        BoardSort.Item => ByText(rows, r => r.Key.Item.Value, r => r.Key.Location.Value),
        BoardSort.OnHand => By(rows, r => r.Measures.OnHand),
        BoardSort.Available => By(rows, r => r.Measures.Available),
        BoardSort.Free => By(rows, r => r.Measures.Free),
        BoardSort.Held => By(rows, r => r.Held),
        BoardSort.Changed => By(rows, r => r.ChangedAt),
        _ => ByText(rows, r => r.Key.Location.Value, r => r.Key.Item.Value),
    };

    private IOrderedEnumerable<StockRow> ByText(IEnumerable<StockRow> rows, Func<StockRow, string> first, Func<StockRow, string> second) => Descending
        ? rows.OrderByDescending(first, StringComparer.Ordinal).ThenByDescending(second, StringComparer.Ordinal)
        : rows.OrderBy(first, StringComparer.Ordinal).ThenBy(second, StringComparer.Ordinal);

    private IOrderedEnumerable<StockRow> By<T>(IEnumerable<StockRow> rows, Func<StockRow, T> value) =>
        (Descending ? rows.OrderByDescending(value) : rows.OrderBy(value)).ThenBy(r => r.Key.Location.Value, StringComparer.Ordinal).ThenBy(r => r.Key.Item.Value, StringComparer.Ordinal);
}

/// <summary>The orders of a board, as they stand in the address.</summary>
public enum BoardSort
{
    Location,
    Item,
    OnHand,
    Available,
    Free,
    Held,
    Changed,
}

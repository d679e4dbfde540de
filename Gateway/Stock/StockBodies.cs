namespace Sync.Gateway.Stock;

/// <summary>The stock of a plant, one page of it.</summary>
internal sealed record PlantStockBody(string Plant, IReadOnlyList<StockRowBody> Rows, string? Next, int Total, LagBody Behind)
{
    public static PlantStockBody Of(PlantStockPage page) => new(page.Plant.Value, [.. page.Rows.Select(StockRowBody.Of)], page.Next, page.Total, LagBody.Of(page.Behind));
}

/// <summary>An item at every location of a plant.</summary>
internal sealed record ItemStockBody(string Plant, string Item, IReadOnlyList<StockRowBody> Rows, TotalsBody Totals, int Total, LagBody Behind);

/// <summary>The sums over the rows.</summary>
internal sealed record TotalsBody(string? Unit, decimal OnHand, decimal Available, decimal Reserved, decimal Free, decimal InTransitOut)
{
    public static TotalsBody Of(IReadOnlyCollection<StockRow> rows) => new(
        rows.FirstOrDefault(r => r.Unit is not null)?.Unit?.Code,
        Decimals.Normalize(rows.Sum(r => r.Measures.OnHand)),
        Decimals.Normalize(rows.Sum(r => r.Measures.Available)),
        Decimals.Normalize(rows.Sum(r => r.Measures.Reserved)),
        Decimals.Normalize(rows.Sum(r => r.Measures.Free)),
        Decimals.Normalize(rows.Sum(r => r.InTransitOut)));
}

/// <summary>How far the answer is behind the journal.</summary>
internal sealed record LagBody(long Milliseconds, DateTimeOffset AsOf)
{
    public static LagBody Of(ViewLag lag) => new(lag.Milliseconds, lag.AsOf);
}

/// <summary>One position in the stock of a plant.</summary>
internal sealed record StockRowBody(
    string Location, string Item, long Version, string? Unit, decimal OnHand, decimal Available, decimal Reserved, decimal Free, decimal InTransitOut,
    IReadOnlyList<AmountBody> Accounts, DateTimeOffset ChangedAt, DateTimeOffset OccurredAt, int Held)
{
    public static StockRowBody Of(StockRow row) => new(
        row.Key.Location.Value, row.Key.Item.Value, row.Version, row.Unit?.Code,
        Decimals.Normalize(row.Measures.OnHand), Decimals.Normalize(row.Measures.Available), Decimals.Normalize(row.Measures.Reserved), Decimals.Normalize(row.Measures.Free),
        Decimals.Normalize(row.InTransitOut), [.. row.Accounts.Select(a => AmountBody.Of(a.Account, a.Amount))], row.ChangedAt, row.OccurredAt, row.Held);
}

/// <summary>An amount on an account; an absent owner is the plant itself.</summary>
internal sealed record AmountBody(string? Lot, StockStatus Status, string? Owner, decimal Amount)
{
    public static AmountBody Of(StockAccount account, decimal amount) => new(account.Lot?.Value, account.Status, account.Owner?.Value, Decimals.Normalize(amount));
}

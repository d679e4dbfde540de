namespace Sync.Adapters;

/// <summary>What a row says, as the typed data of its type. Pure.</summary>
internal static class RowPayloads
{
    private const string Prefix = "com.orleanssync.";

    /// <summary>The type of a row: <c>received</c>, <c>stock.received</c> and <c>com.orleanssync.stock.received.v1</c> are one.</summary>
    public static UpdateType? TypeOf(string word)
    {
        var name = word.StartsWith(Prefix, StringComparison.Ordinal) ? word[Prefix.Length..] : word;
        if (!name.StartsWith("stock.", StringComparison.Ordinal)) name = "stock." + name;
        var found = UpdateTypes.Find(Prefix + name) ?? UpdateTypes.Find(Prefix + name + ".v1");
        return found is { Public: true, Kind: EntityKinds.Stock } ? found : null;
    }

    public static StockUpdate? Read(string type, RowCells row) => type switch
    {
        Prefix + "stock.received" => new StockUpdate.Received(
            row.Quantity(), row.Account(), row.Word(RowField.Movement, MovementType.Receipt), row.Reference(), row.Time(RowField.Started)),
        Prefix + "stock.issued" => new StockUpdate.Issued(
            row.Quantity(), row.Account(), row.Word(RowField.Movement, MovementType.Issue), row.Text(RowField.Reservation), row.Reference(), row.Time(RowField.Started)),
        Prefix + "stock.transferred" => new StockUpdate.Transferred(row.Quantity(), Location(row), row.Account(), row.Reference()),
        Prefix + "stock.status-changed" => new StockUpdate.StatusChanged(row.Quantity(), row.Account(), ToStatus(row), row.Reference()),
        Prefix + "stock.counted" => new StockUpdate.Counted([new CountLine(row.Quantity(), row.Account())], row.Flag(RowField.Complete), row.Reference()),
        Prefix + "stock.count-posted" => new StockUpdate.CountPosted(row.Quantity(), row.Account(), row.Needed(RowField.Count)),
        Prefix + "stock.adjusted" => new StockUpdate.Adjusted(row.Quantity(), row.Needed(RowField.Reason), row.Account(), row.Reference()),
        Prefix + "stock.reversed" => new StockUpdate.Reversed(
            row.Needed(RowField.Reverses), row.MaybeQuantity(), row.Text(RowField.ReversesSource), row.Reference()),
        Prefix + "stock.reserve" => new StockUpdate.Reserve(
            row.Needed(RowField.Reservation), row.Quantity(), row.Needed(RowField.For), row.Time(RowField.Expires), row.Flag(RowField.AllowShort)),
        Prefix + "stock.release" => new StockUpdate.Release(row.Needed(RowField.Reservation), row.MaybeQuantity()),
        _ => null,
    };

    private static LocationId Location(RowCells row)
    {
        row.Needed(RowField.ToLocation);
        return row.Id<LocationId>(RowField.ToLocation) ?? default;
    }

    private static StockStatus ToStatus(RowCells row)
    {
        row.Needed(RowField.ToStatus);
        return row.Word(RowField.ToStatus, StockStatus.Available);
    }
}

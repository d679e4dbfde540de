namespace Sync.Gateway.Live;

/// <summary>Which positions a watcher wants; nothing named: all of the plant. Immutable, thread-safe.</summary>
internal sealed record LiveFilter(ItemNumber? Item = null, LocationId? Location = null, StockStatus? Status = null)
{
    public static LiveFilter All { get; } = new();

    /// <summary>True when the position can ever fit.</summary>
    public bool Concerns(StockKey key) => (Item is null || key.Item == Item) && (Location is null || key.Location == Location);

    /// <summary>True when the position fits as it stands.</summary>
    public bool Fits(StockRow row) => Concerns(row.Key) && (Status is not { } status || row.Accounts.Any(a => a.Account.Status == status && a.Amount != 0));

    /// <summary>True when a row that does not fit now fitted before.</summary>
    public bool Fitted(LiveRow row) => Status is { } status && Concerns(row.Row.Key) && (row.Had & (1 << (int)status)) != 0;
}

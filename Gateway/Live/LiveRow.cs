using System.Text.Json;
using Sync.Gateway.Json;
using Sync.Gateway.Stock;

namespace Sync.Gateway.Live;

/// <summary>A position after a change. Shared by all watchers: its JSON is made once. Immutable, thread-safe.</summary>
internal sealed class LiveRow(StockRow row, int had)
{
    private byte[]? _json;

    public StockRow Row { get; } = row;

    /// <summary>The statuses in which the position has or had stock since the reader began, one bit each.</summary>
    public int Had { get; } = had | Statuses(row);

    /// <summary>The row as the stock list writes it. Two threads may make it twice: the bytes are the same.</summary>
    public byte[] Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(StockRowBody.Of(Row), GatewayJson.Default.StockRowBody);

    private static int Statuses(StockRow row)
    {
        var bits = 0;
        foreach (var account in row.Accounts)
            if (account.Amount != 0) bits |= 1 << (int)account.Account.Status;
        return bits;
    }
}

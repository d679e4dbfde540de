using Sync.Gateway.Live;

namespace Sync.Pages.Plants;

/// <summary>Fills boards from the gateway's live stock.</summary>
internal sealed class LiveFeed(ILiveStock live) : IStockFeed
{
    public async Task KeepAsync(StockBoard board, CancellationToken cancellationToken)
    {
        await foreach (var message in live.WatchAsync(board.Plant, LiveFilter.All, null, cancellationToken)) Take(board, message);
    }

    private static void Take(StockBoard board, LiveMessage message)
    {
        switch (message)
        {
            case LiveMessage.Begin:
                board.Clear();
                break;
            case LiveMessage.Snapshot snapshot:
                board.Take([.. snapshot.Rows.Select(r => r.Row)], null);
                break;
            case LiveMessage.Changed changed:
                board.Take([.. changed.Rows.Select(r => r.Row)], null);
                break;
            case LiveMessage.Ready:
                board.Complete();
                break;
            case LiveMessage.Stalled stalled:
                board.Stall(stalled.Reason);
                break;
            case LiveMessage.Resumed:
                board.Take([], null);
                break;
            case LiveMessage.Ping { Lag: { } lag }:
                board.Take([], lag);
                break;
        }
    }
}

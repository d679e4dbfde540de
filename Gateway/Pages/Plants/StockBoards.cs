using Sync.Gateway.Errors;

namespace Sync.Pages.Plants;

/// <summary>One board for each plant that anybody looks at. Thread-safe.</summary>
internal sealed partial class StockBoards(IStockFeed feed, TimeProvider time, ILogger<StockBoards> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<PlantId, Kept> _boards = [];

    /// <summary>The plant's board, kept until the lease is disposed.</summary>
    public BoardLease Open(PlantId plant)
    {
        lock (_gate)
        {
            if (!_boards.TryGetValue(plant, out var kept))
            {
                kept = _boards[plant] = new Kept(new StockBoard(plant));
                _ = KeepAsync(kept);
            }

            kept.Viewers++;
            return new BoardLease(kept.Board, () => Close(plant, kept));
        }
    }

    private void Close(PlantId plant, Kept kept)
    {
        lock (_gate)
        {
            if (--kept.Viewers > 0) return;
            _boards.Remove(plant);
        }

        kept.Stop.Cancel();
    }

    private async Task KeepAsync(Kept kept)
    {
        using (kept.Stop)
        {
            var stopped = kept.Stop.Token;
            while (!stopped.IsCancellationRequested)
            {
                try
                {
                    await feed.KeepAsync(kept.Board, stopped);
                }
                catch (Exception e) when (!stopped.IsCancellationRequested)
                {
                    var (error, message) = Failures.Describe(e);
                    kept.Board.Stall(error.With(message));
                    LogStalled(log, e, error.Code);
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                await Task.Delay(Pause, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed class Kept(StockBoard board)
    {
        public StockBoard Board => board;

        public CancellationTokenSource Stop { get; } = new();

        public int Viewers { get; set; }
    }

    [LoggerMessage(4602, LogLevel.Warning, "A plant's stock could not be followed: {Code}; trying again")]
    private static partial void LogStalled(ILogger log, Exception failure, string code);
}

/// <summary>The right to read a board.</summary>
internal sealed class BoardLease(StockBoard board, Action close) : IDisposable
{
    private Action? _close = close;

    public StockBoard Board => board;

    public void Dispose() => Interlocked.Exchange(ref _close, null)?.Invoke();
}

namespace Sync.Adapters;

/// <summary>The end of a complete snapshot whose rows all have their durable verdict: what it left out is emptied. Thread-safe.</summary>
internal sealed class SnapshotEnd(IUpdateDoor door)
{
    /// <exception cref="FileNotNowException">Not everything could be emptied now; again later, what was emptied is a duplicate then.</exception>
    public async Task RunAsync(StockSnapshot snapshot, FileTally tally, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await Page(snapshot, next, cancellation);
            tally.LeftOut(page);
            next = page.Next;
        }
        while (next is not null);
    }

    private async Task<SnapshotPage> Page(StockSnapshot snapshot, string? next, CancellationToken cancellation)
    {
        try
        {
            var page = await door.CloseAsync(snapshot, next);
            return page.Receipts.FirstOrDefault(static r => r is Receipt.RetryLater or Receipt.Unknown) is { } open
                ? throw new FileNotNowException($"what the snapshot left out is not all emptied yet: {open.Verdict}")
                : page;
        }
        catch (Exception e) when (e is not FileNotNowException && !cancellation.IsCancellationRequested)
        {
            throw new FileNotNowException($"what the snapshot left out is not all emptied yet: {e.Message}", e);
        }
    }
}

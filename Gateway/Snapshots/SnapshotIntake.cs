using System.Collections.Immutable;
using Sync.Gateway.Errors;
using Sync.Gateway.Telemetry;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Snapshots;

/// <summary>Takes a snapshot: its counts first, and when each of them is durable, what it left out. Thread-safe.</summary>
internal sealed class SnapshotIntake(UpdateRouting routing, IGrainFactory grains, GatewayInstruments instruments, TimeProvider clock)
{
    /// <summary>What became of it; or why it must be sent again, as it is: what was taken is a duplicate then.</summary>
    public async Task<(SnapshotBody? Body, Refusal? Again)> TakeAsync(StockSnapshot snapshot, ImmutableArray<Update> counts)
    {
        var listed = counts.IsEmpty ? [] : await routing.SubmitAsync(counts);
        foreach (var receipt in listed) instruments.OnReceipt(receipt);
        if (Open(listed) is { } open) return (null, open);
        ImmutableArray<SnapshotRejection> rejected = [.. counts.Zip(listed).Where(static p => p.Second is Receipt.Rejected).Select(static p => Rejection(p.First, (Receipt.Rejected)p.Second))];
        var (left, waiting, closes) = (new List<Receipt>(), new List<string>(), snapshot.Complete && rejected.IsEmpty);
        string? next = null;
        for (var more = closes; more; more = next is not null)
        {
            var page = await LostSilo.AgainAsync(async () => await Closer(snapshot).Close(snapshot, next), clock);
            if (Open(page.Receipts) is { } unfinished) return (null, unfinished);
            left.AddRange(page.Receipts);
            waiting.AddRange(page.Waiting.Select(static p => p.ToString()));
            next = page.Next;
        }

        return (new SnapshotBody(snapshot.Plant.Value, snapshot.Location?.Value, snapshot.AsOf, snapshot.Complete, closes, Verdicts(listed), Verdicts(left), waiting, rejected), null);
    }

    private IStockSnapshotGrain Closer(StockSnapshot snapshot) => grains.GetGrain<IStockSnapshotGrain>(Identifiers.ToSegment(snapshot.Plant.Value));

    private static Refusal? Open(IEnumerable<Receipt> receipts) => receipts.FirstOrDefault(static r => r is Receipt.RetryLater or Receipt.Unknown) switch
    {
        Receipt.RetryLater later => later.Reason,
        Receipt.Unknown unknown => unknown.Reason,
        _ => null,
    };

    private static SortedDictionary<string, int> Verdicts(IEnumerable<Receipt> receipts) =>
        new(receipts.GroupBy(static r => r.Verdict).ToDictionary(static g => g.Key, static g => g.Count()), StringComparer.Ordinal);

    private static SnapshotRejection Rejection(Update count, Receipt.Rejected rejected) => new(count.Target.Id, rejected.Reason.Code, rejected.Reason.Message, rejected.Reason.Cure);
}

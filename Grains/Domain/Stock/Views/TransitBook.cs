using System.Collections.Immutable;
using System.Globalization;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What is in transit between the positions of a plant: sent and not arrived, netted by transfer id whatever half is seen first. The sum over
/// sender, transit and receiver is the same after every record: when the receiving half is seen first, what the sender still shows is taken off here.
/// Belongs to one view; not thread-safe.</summary>
public sealed class TransitBook
{
    private const int SettledLimit = 4096;
    private readonly Dictionary<string, Leg> _open = [];
    private readonly Dictionary<StockKey, decimal> _out = [];
    private readonly HashSet<string> _arrivedBefore = [];
    private readonly Dictionary<string, long> _loaded = [];
    private readonly HashSet<string> _settled = [];
    private readonly Queue<string> _settledOrder = [];
    private readonly List<StockKey> _touched = [];

    /// <summary>Takes a position from a snapshot and the records after it: what it sent, and the newest that it got.</summary>
    public void Load(EntityView<StockState> view)
    {
        _loaded[view.Key.ToString()] = view.Version;
        foreach (var sent in view.State.Transfers) Sent(sent.TransferId, view.State.Key, sent.Quantity);
        foreach (var id in view.State.Arrived)
        {
            if (_open.TryGetValue(id, out var leg) && leg.IsSent) Settle(id);
            else if (!_settled.Contains(id)) _arrivedBefore.Add(id);
        }
    }

    /// <summary>Takes the next record of a position. Give it every record of the feed, also those that a loaded position has already: the other half of
    /// a transfer may have been loaded at another moment.</summary>
    public void Apply(JournalRecord record, DomainEvent @event)
    {
        switch (@event)
        {
            case StockEvent.Moved { Transfer: { } sent }:
                Sent(sent.Id, StockKey.Parse(record.Entity.Id), sent.Amount);
                break;
            case StockEvent.TransferArrived arrived:
                Arrived(arrived.Transfer);
                break;
            case StockEvent.TransferConfirmed confirmed:
                Confirmed(confirmed.TransferId, record.CausationId);
                break;
        }
    }

    /// <summary>The positions for which <see cref="Out"/> was changed since the last call.</summary>
    public ImmutableArray<StockKey> TakeTouched()
    {
        if (_touched.Count == 0) return [];
        ImmutableArray<StockKey> touched = [.. _touched];
        _touched.Clear();
        return touched;
    }

    /// <summary>Sent from a position and not yet arrived; below 0 while only the arrival has been seen.</summary>
    public decimal Out(StockKey sender) => _out.GetValueOrDefault(sender);

    private void Sent(string id, StockKey from, decimal amount)
    {
        if (_settled.Contains(id)) return;
        if (_arrivedBefore.Remove(id))
        {
            Remember(id);
            return;
        }

        if (!_open.TryGetValue(id, out var leg)) Open(id, new Leg(from, amount, IsSent: true));
        else if (!leg.IsSent) Settle(id);
    }

    private void Arrived(TransferIn transfer)
    {
        if (_settled.Contains(transfer.Id) || _arrivedBefore.Contains(transfer.Id)) return;
        if (!_open.TryGetValue(transfer.Id, out var leg)) Open(transfer.Id, new Leg(transfer.From, -transfer.Amount, IsSent: false));
        else if (leg.IsSent) Settle(transfer.Id);
    }

    /// <summary>The sender shows that it has sent, and the receiver that it has got: only an arrival that this book has still to see keeps it open.</summary>
    private void Confirmed(string id, string? arrival)
    {
        if (!_open.TryGetValue(id, out var leg)) Remember(id);
        else if (!leg.IsSent || WasLoaded(arrival)) Settle(id);
    }

    /// <summary>True when a record was in what was loaded: it may be older than the arrivals that a position remembers.</summary>
    private bool WasLoaded(string? changeId)
    {
        var at = changeId?.LastIndexOf('@') ?? -1;
        return at > 0 && long.TryParse(changeId.AsSpan(at + 1), CultureInfo.InvariantCulture, out var version)
            && _loaded.TryGetValue(changeId![..at], out var loaded) && version <= loaded;
    }

    private void Open(string id, Leg leg)
    {
        _open.Add(id, leg);
        Add(leg.From, leg.Amount);
    }

    private void Settle(string id)
    {
        _open.Remove(id, out var leg);
        Add(leg.From, -leg.Amount);
        Remember(id);
    }

    private void Remember(string id)
    {
        if (!_settled.Add(id)) return;
        _settledOrder.Enqueue(id);
        if (_settledOrder.Count > SettledLimit) _settled.Remove(_settledOrder.Dequeue());
    }

    private void Add(StockKey from, decimal amount)
    {
        var sum = _out.GetValueOrDefault(from) + amount;
        if (sum == 0) _out.Remove(from);
        else _out[from] = sum;
        _touched.Add(from);
    }

    private readonly record struct Leg(StockKey From, decimal Amount, bool IsSent);
}

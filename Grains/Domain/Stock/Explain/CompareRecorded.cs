using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Compares a position at two instants of recording, in one pass over the records between. Pure; belongs to one comparison; not thread-safe.</summary>
/// <param name="from">The earlier state.</param>
/// <param name="plant">The plant; null when it is not registered.</param>
/// <param name="max">The greatest number of lines: the newest are told.</param>
public sealed class CompareRecorded(StockPast from, PlantMaster? plant, int max)
{
    private readonly RunningStock _stock = new(StockComparisons.Amounts(from.Position));
    private readonly Lateness _lateness = new(from.Position.Sources.Select(s => s.OccurredAt).DefaultIfEmpty().Max());
    private readonly Queue<Told> _newest = [];
    private int _omitted;

    /// <summary>Takes the next record after the earlier state.</summary>
    public void Add(JournalRecord record, DomainEvent @event)
    {
        if (!StockEffects.IsLine(@event)) return;
        _newest.Enqueue(_lateness.Next(record, @event));
        if (_newest.Count <= max) return;
        _omitted++;
        if (_newest.Dequeue().Event is StockEvent old) _stock.Move([.. old.Changes.Select(c => new AccountAmount(c.Account, c.Delta))]);
    }

    /// <summary>The comparison with the state after the last record.</summary>
    public StockComparison Build(StockPast to)
    {
        var clock = new PlantClock(plant);
        var opening = _stock.Balance;
        // A reversal is recorded after what it reverses: it is among the newest when that is.
        var reversals = _newest.Where(t => t.Event is StockEvent.Moved { Reverses: not null }).ToLookup(t => ((StockEvent.Moved)t.Event).Reverses!.Value, t => t.Record.Cause);
        var teller = new LineTeller(clock, _stock, reversals);
        return StockComparisons.Of(from, to, clock, _omitted, opening, [.. _newest.Select(teller.Recorded)]);
    }
}

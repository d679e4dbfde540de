using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>A position as it was at an instant of occurrence, by all that is known now, from its records in two passes. Pure; belongs to one reading;
/// not thread-safe.</summary>
/// <param name="now">The position as it stands; give the passes its records up to that version.</param>
/// <param name="at">The instant, inclusive; not before <see cref="ArchivedStock.HappenedBy"/>.</param>
/// <param name="archived">What records gave that were archived and are not given, or null.</param>
public sealed class StockAtOccurred(EntityView<StockState> now, DateTimeOffset at, EntityView<StockState>? archived = null)
{
    private readonly BalancesAt _balances = new(OccurredKey.End(at), archived?.State);
    private StockState _state = archived is null ? new() { Key = now.State.Key } : archived.State with { Ledger = default };

    /// <summary>The earliest instant at which anything happened; null before anything was seen.</summary>
    public DateTimeOffset? FirstAt { get; private set; }

    /// <summary>The first pass: every record, in order.</summary>
    public void First(JournalRecord record, DomainEvent @event)
    {
        if (@event is not StockEvent stock) return;
        if (FirstAt is null || record.OccurredAt < FirstAt) FirstAt = record.OccurredAt;
        if (record.OccurredAt > at) return;
        if (stock is StockEvent.Counted count)
        {
            // By then no later count was known.
            stock = count with { Superseded = false };
            _balances.Count(OccurredKey.Of(record, count), count);
        }

        var facts = new EventFacts(record.Version, record.Cause, record.OccurredAt, record.RecordedAt);
        _state = StockEvolution.Apply(_state, stock, facts) with { Ledger = default };
    }

    /// <summary>The second pass: every record again, in order.</summary>
    public void Second(JournalRecord record, DomainEvent @event) => _balances.Move(OccurredKey.Of(record, @event), StockEffects.Moves(@event));

    /// <summary>The position, after both passes. Its version is the newest that was looked at.</summary>
    public StockPosition Build()
    {
        // The records say balances as they were booked: here they are as they were, and the reserved quantity is that of the reservations by then.
        var state = _state with { Reserved = Decimals.Normalize(Reservations.Open(_state.Reservations)) };
        foreach (var (account, balance, difference) in _balances.Accounts())
            state = state.With((state.Find(account) ?? new AccountState(account)) with { Balance = balance, Difference = difference });
        return StockViews.ToPosition(now with { State = state, Held = [.. now.Held.Where(h => (h.Update.OccurredAt ?? h.Since) <= at)] });
    }
}

using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>How an event changes a position. Pure.</summary>
internal static class StockEvolution
{
    /// <summary>How many arrived transfers a position remembers.</summary>
    private const int ArrivedLimit = 32;

    public static StockState Apply(StockState state, StockEvent @event, in EventFacts facts)
    {
        state = @event switch
        {
            StockEvent.Moved e => Moved(Changed(state, e, ReferenceOfCount(state, e)), e, facts),
            StockEvent.TransferArrived e => Arrived(Changed(state, e, ReferenceOfCount(state, e)), e, facts),
            StockEvent.TransferConfirmed e => state with { Transfers = state.Transfers.RemoveAll(t => t.TransferId == e.TransferId) },
            StockEvent.Counted { Superseded: false } e => Counted(state, e, facts),
            StockEvent.CountPosted e => state with { Counts = CountLedger.Add(state.Counts, e.Count, 0, e.Amount) },
            StockEvent.ReservationMade e => state with { Reservations = Reservations.Made(state.Reservations, e.Reservation, e.For, e.Amount, e.ExpiresAt) },
            StockEvent.ReservationReleased e => state with { Reservations = Reservations.Released(state.Reservations, e.Reservation, e.Amount, e.Expired) },
            _ => state,
        };
        if (@event.Claims is not null) state = ClaimEvolution.Apply(state, @event, facts);
        return state with
        {
            Unit = @event.Unit,
            Reserved = @event.Reserved,
            ChangedAt = facts.RecordedAt,
            OccurredAt = SourceReports.IsOccurrence(@event) && facts.OccurredAt > state.OccurredAt ? facts.OccurredAt : state.OccurredAt,
            Sources = SourceReports.IsReport(@event) ? SourceReports.With(state.Sources, facts) : state.Sources,
        };
    }

    /// <summary>What moved on an account, whether or not a count had seen it already.</summary>
    private static decimal Amount(AccountChange change) => change.Delta - (change.Difference ?? 0);

    private static StockState Changed(StockState state, StockEvent @event, string? count)
    {
        decimal booked = 0;
        foreach (var change in @event.Changes)
        {
            var known = state.Find(change.Account) ?? new AccountState(change.Account);
            state = state.With(known with { Balance = change.Balance, Difference = known.Difference + (change.Difference ?? 0) });
            booked += change.Difference ?? 0;
        }

        return booked == 0 ? state : state with { Counts = CountLedger.Add(state.Counts, count, booked, 0) };
    }

    /// <summary>The document of the count whose difference a late movement corrects.</summary>
    private static string? ReferenceOfCount(StockState state, StockEvent @event)
    {
        foreach (var change in @event.Changes)
            if (change.Difference is not null) return state.MarkOf(state.Find(change.Account))?.Reference;
        return null;
    }

    private static StockState Moved(StockState state, StockEvent.Moved e, in EventFacts facts)
    {
        if (e.Changes.IsEmpty) return state;
        var amount = Amount(e.Changes[0]);
        StockStatus? to = e.Changes.Length > 1 ? e.Changes[1].Account.Status : null;
        var hasDetail = to is not null || e.StartedAt is not null || e.Reservation is not null || e.Reverses is not null;
        var detail = hasDetail ? new LedgerDetail { ToStatus = to, StartedAt = e.StartedAt, Reservation = e.Reservation, Reverses = e.Reverses } : null;
        state = Remember(state, e.Changes[0].Account, amount, e.Movement, detail, facts);
        if (e.Reservation is { } reservation) state = state with { Reservations = Reservations.Consumed(state.Reservations, reservation, -amount) };
        return e.Transfer is { } sent
            ? state with { Transfers = state.Transfers.Add(new OpenTransfer(sent.Id, sent.To, sent.Amount, e.Changes[0].Account, facts.OccurredAt)) }
            : state;
    }

    private static StockState Arrived(StockState state, StockEvent.TransferArrived e, in EventFacts facts)
    {
        var known = state.Arrived.Length < ArrivedLimit ? state.Arrived : state.Arrived.RemoveAt(0);
        state = state with { Arrived = known.Add(e.Transfer.Id) };
        return e.Changes.IsEmpty ? state : Remember(state, e.Changes[0].Account, Amount(e.Changes[0]), MovementType.Transfer, null, facts);
    }

    private static StockState Counted(StockState state, StockEvent.Counted e, in EventFacts facts)
    {
        var count = CountMark.Of(facts, e.Reference);
        var before = state;
        foreach (var line in e.Found)
        {
            var known = before.Find(line.Account);
            if (count.IsAfter(before.MarkOf(known))) state = state.With((known ?? new AccountState(line.Account)) with { Count = count });
        }

        if (e.Complete) state = state with { Complete = CountMark.Newest(state.Complete, count) };
        return Changed(state, e, e.Reference?.Number);
    }

    /// <summary>Strings that the state holds already are used again: a ledger repeats few sources and lots.</summary>
    private static StockState Remember(
        StockState state, StockAccount account, decimal amount, MovementType movement, LedgerDetail? detail, in EventFacts facts)
    {
        var source = SourceReports.Find(state.Sources, facts.Cause.Source) is >= 0 and var at ? state.Sources[at].Source : facts.Cause.Source;
        var id = facts.Cause with { Source = source };
        return state with { Ledger = state.Ledger.Add(new LedgerEntry(id, facts.OccurredAt, state.Find(account)?.Account ?? account, amount, movement, facts.Version, detail)) };
    }
}

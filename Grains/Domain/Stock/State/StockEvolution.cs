using System.Collections.Immutable;
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
        if (@event is StockEvent.Moved moved)
        {
            state = Moved(state, moved, facts);
            return moved.Claims is null ? state : ClaimEvolution.Apply(state, moved, facts);
        }

        state = @event switch
        {
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

    private static StockState Changed(StockState state, StockEvent @event, string? count) =>
        state with { Accounts = Accounts(state, @event, out var booked), Counts = Counts(state, count, booked) };

    /// <summary>The accounts after an event, and the difference to counts that it books.</summary>
    private static ImmutableArray<AccountState> Accounts(StockState state, StockEvent @event, out decimal booked)
    {
        var accounts = state.Accounts;
        booked = 0;
        foreach (var change in @event.Changes)
        {
            var at = StockState.IndexOf(accounts, change.Account);
            var known = at >= 0 ? accounts[at] : new AccountState(change.Account);
            known = known with { Balance = change.Balance, Difference = known.Difference + (change.Difference ?? 0) };
            accounts = at >= 0 ? accounts.SetItem(at, known) : accounts.Insert(~at, known);
            booked += change.Difference ?? 0;
        }

        return accounts;
    }

    private static ImmutableArray<CountLedger> Counts(StockState state, string? count, decimal booked) =>
        booked == 0 ? state.Counts : CountLedger.Add(state.Counts, count, booked, 0);

    /// <summary>The document of the count whose difference a late movement corrects.</summary>
    private static string? ReferenceOfCount(StockState state, StockEvent @event)
    {
        foreach (var change in @event.Changes)
            if (change.Difference is not null) return state.MarkOf(state.Find(change.Account))?.Reference;
        return null;
    }

    /// <summary>The movement of most updates: one copy of the state.</summary>
    private static StockState Moved(StockState state, StockEvent.Moved e, in EventFacts facts)
    {
        var accounts = Accounts(state, e, out var booked);
        var moved = e.Changes.IsEmpty ? 0 : Amount(e.Changes[0]);
        return state with
        {
            Accounts = accounts,
            Counts = Counts(state, ReferenceOfCount(state, e), booked),
            Ledger = e.Changes.IsEmpty ? state.Ledger : Remembered(state, accounts, e.Changes[0].Account, moved, e.Movement, Detail(e), facts),
            Reservations = e is { Reservation: { } reservation, Changes.IsEmpty: false } ? Reservations.Consumed(state.Reservations, reservation, -moved) : state.Reservations,
            Transfers = e is { Transfer: { } sent, Changes.IsEmpty: false }
                ? state.Transfers.Add(new OpenTransfer(sent.Id, sent.To, sent.Amount, e.Changes[0].Account, facts.OccurredAt))
                : state.Transfers,
            Unit = e.Unit,
            Reserved = e.Reserved,
            ChangedAt = facts.RecordedAt,
            OccurredAt = facts.OccurredAt > state.OccurredAt ? facts.OccurredAt : state.OccurredAt,
            Sources = SourceReports.With(state.Sources, facts),
        };
    }

    private static LedgerDetail? Detail(StockEvent.Moved e)
    {
        StockStatus? to = e.Changes.Length > 1 ? e.Changes[1].Account.Status : null;
        var hasDetail = to is not null || e.StartedAt is not null || e.Reservation is not null || e.Reverses is not null || e.Settlement is not null;
        return hasDetail
            ? new LedgerDetail { ToStatus = to, StartedAt = e.StartedAt, Reservation = e.Reservation, Reverses = e.Reverses, Settled = e.Settlement is null ? null : true }
            : null;
    }

    private static StockState Arrived(StockState state, StockEvent.TransferArrived e, in EventFacts facts)
    {
        var known = state.Arrived.Length < ArrivedLimit ? state.Arrived : state.Arrived.RemoveAt(0);
        state = state with { Arrived = known.Add(e.Transfer.Id) };
        return e.Changes.IsEmpty ? state : state with { Ledger = Remembered(state, state.Accounts, e.Changes[0].Account, Amount(e.Changes[0]), MovementType.Transfer, null, facts) };
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
    private static Ledger Remembered(
        StockState state, ImmutableArray<AccountState> accounts, StockAccount account, decimal amount, MovementType movement, LedgerDetail? detail, in EventFacts facts)
    {
        var source = SourceReports.Find(state.Sources, facts.Cause.Source) is >= 0 and var at ? state.Sources[at].Source : facts.Cause.Source;
        var id = ReferenceEquals(source, facts.Cause.Source) ? facts.Cause : facts.Cause with { Source = source };
        var known = StockState.IndexOf(accounts, account) is >= 0 and var place ? accounts[place].Account : account;
        return state.Ledger.Add(new LedgerEntry(id, facts.OccurredAt, known, amount, movement, facts.Version, detail));
    }
}

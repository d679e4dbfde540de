using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Rows of live stock: from a view of an entity, then record by record. Pure, thread-safe. The quantity in transit is not in them: it belongs
/// to two positions, see <see cref="TransitBook"/>.</summary>
public static class StockRows
{
    /// <summary>The row of an entity as it stands. A hold that was settled without changing stock since the newest event does not show in
    /// <see cref="StockRow.ChangedAt"/>.</summary>
    public static StockRow Of(EntityView<StockState> view)
    {
        var state = view.State;
        ImmutableArray<AccountAmount> accounts = [.. state.Accounts.Where(a => a.Balance != 0).Select(a => new AccountAmount(a.Account, a.Balance))];
        var changed = view.Held.IsEmpty ? state.ChangedAt : view.Held.Select(h => h.Since).Append(state.ChangedAt).Max();
        return new StockRow(state.Key, view.Version, state.Unit, StockMeasuring.Of(accounts, state.Reserved), 0, accounts, changed, state.OccurredAt, view.Held.Length);
    }

    /// <summary>The row after the next record of its entity.</summary>
    /// <param name="row">The row before; null before the first record.</param>
    /// <param name="record">The record whose version follows.</param>
    /// <param name="event">The event in it.</param>
    public static StockRow Patch(StockRow? row, JournalRecord record, DomainEvent @event)
    {
        row ??= new StockRow(StockKey.Parse(record.Entity.Id), 0, null, default, 0, [], default, default, 0);
        row = row with { Version = record.Version, ChangedAt = record.RecordedAt, Held = @event.HeldAfter ?? row.Held };
        if (@event is not StockEvent stock) return row;
        var accounts = stock.Changes.IsEmpty ? row.Accounts : With(row.Accounts, stock.Changes);
        return row with
        {
            Unit = stock.Unit,
            Accounts = accounts,
            Measures = StockMeasuring.Of(accounts, stock.Reserved),
            OccurredAt = SourceReports.IsOccurrence(stock) && record.OccurredAt > row.OccurredAt ? record.OccurredAt : row.OccurredAt,
        };
    }

    private static ImmutableArray<AccountAmount> With(ImmutableArray<AccountAmount> accounts, ImmutableArray<AccountChange> changes)
    {
        var list = accounts.ToBuilder();
        foreach (var change in changes)
        {
            var at = 0;
            while (at < list.Count && list[at].Account.CompareTo(change.Account) < 0) at++;
            var known = at < list.Count && list[at].Account == change.Account;
            if (change.Balance == 0 && known) list.RemoveAt(at);
            else if (change.Balance != 0 && known) list[at] = new AccountAmount(change.Account, change.Balance);
            else if (change.Balance != 0) list.Insert(at, new AccountAmount(change.Account, change.Balance));
        }

        return list.ToImmutable();
    }
}

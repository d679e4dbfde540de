using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Balances as they were at a place in the order of occurrence, by all that is known now: what the newest count before it found, and what moved
/// between. Give it every count first, then every movement, each in any order. Its memory grows with accounts, not with history.</summary>
/// <param name="end">What happened before this place is in it.</param>
/// <param name="archived">What the records gave that are not given because they were archived: all of them happened before <paramref name="end"/>.</param>
internal sealed class BalancesAt(OccurredKey end, StockState? archived = null)
{
    private readonly Dictionary<StockAccount, (OccurredKey Key, decimal Found)> _listed = [];
    private readonly Dictionary<StockAccount, (decimal Total, decimal AfterCount)> _moved = [];
    private (OccurredKey Key, StockEvent.Counted Count)? _complete;

    public void Count(OccurredKey key, StockEvent.Counted count)
    {
        if (key >= end) return;
        foreach (var line in count.Found)
            if (!_listed.TryGetValue(line.Account, out var known) || key > known.Key) _listed[line.Account] = (key, line.Amount);
        if (count.Complete && (_complete is null || key > _complete.Value.Key)) _complete = (key, count);
    }

    public void Move(OccurredKey key, IEnumerable<AccountAmount> moves)
    {
        if (key >= end) return;
        foreach (var (account, amount) in moves)
        {
            var (total, after) = _moved.GetValueOrDefault(account);
            _moved[account] = (total + amount, Newest(account) is { } count && key < count.Key ? after : after + amount);
        }
    }

    /// <summary>Every account that is known by then, with its balance and the sum of its count differences, ordered.</summary>
    public IEnumerable<(StockAccount Account, decimal Balance, decimal Difference)> Accounts()
    {
        foreach (var account in _moved.Keys.Union(_listed.Keys).Union(archived?.Accounts.Select(static a => a.Account) ?? []).Order())
        {
            var (total, after) = _moved.GetValueOrDefault(account);
            if (archived?.Find(account) is { } before) total += before.Balance - before.Difference;
            var balance = (Newest(account)?.Found ?? 0) + after;
            yield return (account, Decimals.Normalize(balance), Decimals.Normalize(balance - total));
        }
    }

    private (OccurredKey Key, decimal Found)? Newest(StockAccount account)
    {
        var told = NewestTold(account);
        if (archived is null) return told;
        // What was archived is one more count: it stands where the newest archived count stands, and holds what moved after that too.
        var known = archived.Find(account);
        var mark = archived.MarkOf(known);
        var key = mark is null ? default : new OccurredKey(mark.AsOf.UtcTicks, true, mark.Id, 0);
        if (told is not { } newest || newest.Key < key) return mark is null && known is null ? told : (key, known?.Balance ?? 0);
        // A count as of an earlier time than some of what was archived: it was placed, so those movements are still remembered.
        return (newest.Key, newest.Found + archived.Ledger.After(account, new DateTimeOffset(newest.Key.At, TimeSpan.Zero)));
    }

    private (OccurredKey Key, decimal Found)? NewestTold(StockAccount account)
    {
        var isListed = _listed.TryGetValue(account, out var listed);
        if (_complete is { } complete && (!isListed || complete.Key > listed.Key)) return (complete.Key, StockEffects.Found(complete.Count, account));
        return isListed ? listed : null;
    }
}

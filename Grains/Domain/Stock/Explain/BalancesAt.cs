using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Balances as they were at a place in the order of occurrence, by all that is known now: what the newest count before it found, and what moved
/// between. Give it every count first, then every movement, each in any order. Its memory grows with accounts, not with history.</summary>
/// <param name="end">What happened before this place is in it.</param>
internal sealed class BalancesAt(OccurredKey end)
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
        foreach (var account in _moved.Keys.Union(_listed.Keys).Order())
        {
            var (total, after) = _moved.GetValueOrDefault(account);
            var balance = (Newest(account)?.Found ?? 0) + after;
            yield return (account, Decimals.Normalize(balance), Decimals.Normalize(balance - total));
        }
    }

    private (OccurredKey Key, decimal Found)? Newest(StockAccount account)
    {
        var isListed = _listed.TryGetValue(account, out var listed);
        if (_complete is { } complete && (!isListed || complete.Key > listed.Key)) return (complete.Key, StockEffects.Found(complete.Count, account));
        return isListed ? listed : null;
    }
}

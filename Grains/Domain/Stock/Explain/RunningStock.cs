using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Balances that go on line by line. Belongs to one telling; not thread-safe.</summary>
internal sealed class RunningStock
{
    private readonly SortedDictionary<StockAccount, decimal> _balances = [];

    public RunningStock(IEnumerable<AccountAmount> opening)
    {
        foreach (var (account, amount) in opening)
            if (amount != 0) Add(account, amount);
    }

    public decimal OnHand { get; private set; }

    public decimal Available { get; private set; }

    public ExplainBalance Balance =>
        new(Decimals.Normalize(OnHand), Decimals.Normalize(Available), [.. _balances.Where(b => b.Value != 0).Select(b => new AccountAmount(b.Key, Decimals.Normalize(b.Value)))]);

    /// <summary>Movements by account.</summary>
    public ImmutableArray<LineChange> Move(ImmutableArray<AccountAmount> moves) => [.. moves.Select(m => Add(m.Account, m.Amount))];

    /// <summary>A count: what it lists becomes what it found, and what a complete one leaves out becomes nothing.</summary>
    public ImmutableArray<LineChange> Count(StockEvent.Counted count)
    {
        var changes = ImmutableArray.CreateBuilder<LineChange>();
        foreach (var line in count.Found) changes.Add(Add(line.Account, line.Amount - _balances.GetValueOrDefault(line.Account)));
        if (!count.Complete) return changes.ToImmutable();
        var listed = count.Found.Select(f => f.Account).ToHashSet();
        foreach (var (account, balance) in _balances.Where(b => b.Value != 0 && !listed.Contains(b.Key)).ToArray()) changes.Add(Add(account, -balance));
        return changes.ToImmutable();
    }

    private LineChange Add(StockAccount account, decimal amount)
    {
        var balance = _balances.GetValueOrDefault(account) + amount;
        _balances[account] = balance;
        var measured = StockMeasuring.Of([new AccountAmount(account, amount)], 0);
        OnHand += measured.OnHand;
        Available += measured.Available;
        return new LineChange(account, Decimals.Normalize(amount), Decimals.Normalize(balance));
    }
}

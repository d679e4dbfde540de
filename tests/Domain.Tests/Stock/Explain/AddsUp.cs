using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Tests.Stock.Explain;

/// <summary>Asserts that what is told adds up: every line from the one before, the whole from opening to closing.</summary>
internal static class AddsUp
{
    public static void Check(Explanation e)
    {
        var stock = e.Opening.Accounts.ToDictionary(a => a.Account, a => a.Amount);
        var (onHand, available) = (e.Opening.OnHand, e.Opening.Available);
        Assert.Equal((onHand, available), Measured(stock));
        var before = DateTimeOffset.MinValue;
        foreach (var line in e.Lines)
        {
            Assert.True(line.OccurredAt >= before);
            before = line.OccurredAt;
            Add(stock, line.Changes);
            Assert.Equal((line.OnHand, line.Available), (onHand + line.OnHandChange, available + line.AvailableChange));
            (onHand, available) = (line.OnHand, line.Available);
            Assert.Equal((onHand, available), Measured(stock));
        }

        Assert.Equal(Amounts(stock), e.Closing.Accounts);
        Assert.Equal((e.Closing.OnHand, e.Closing.Available), (onHand, available));
        foreach (var count in e.Sources.Select(s => s.Count).OfType<SourceCount>())
        {
            Assert.Equal(count.Now - count.Said, count.Difference);
            Assert.Equal(count.Difference, count.Documents.Sum(d => d.Amount) + count.MoreAmount + count.LaterCounts);
        }
    }

    public static void Check(StockComparison c)
    {
        var stock = c.From.Position.Accounts.ToDictionary(a => a.Account, a => a.Balance);
        foreach (var (account, amount) in c.Omitted) stock[account] = stock.GetValueOrDefault(account) + amount;
        foreach (var line in c.Lines)
        {
            Add(stock, line.Changes);
            Assert.Equal((line.OnHand, line.Available), Measured(stock));
        }

        Assert.Equal(c.To.Position.Accounts.Select(a => new AccountAmount(a.Account, Decimals.Normalize(a.Balance))), Amounts(stock));
        foreach (var account in c.Changes)
            Assert.Equal(account.Amount, Of(c.To.Position, account.Account) - Of(c.From.Position, account.Account));
        Assert.Equal(c.OnHand, c.To.Position.Measures.OnHand - c.From.Position.Measures.OnHand);
    }

    private static decimal Of(StockPosition position, StockAccount account) => position.Accounts.FirstOrDefault(a => a.Account == account)?.Balance ?? 0;

    private static void Add(Dictionary<StockAccount, decimal> stock, ImmutableArray<LineChange> changes)
    {
        foreach (var change in changes)
        {
            stock[change.Account] = stock.GetValueOrDefault(change.Account) + change.Change;
            Assert.Equal(change.Balance, stock[change.Account]);
        }
    }

    private static (decimal OnHand, decimal Available) Measured(Dictionary<StockAccount, decimal> stock) => (
        stock.Sum(s => s.Value), stock.Where(s => s.Key.Status == StockStatus.Available && s.Key.IsOwn).Sum(s => s.Value));

    private static ImmutableArray<AccountAmount> Amounts(Dictionary<StockAccount, decimal> stock) =>
        [.. stock.Where(s => s.Value != 0).OrderBy(s => s.Key).Select(s => new AccountAmount(s.Key, Decimals.Normalize(s.Value)))];
}

using System.Collections.Immutable;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Opening and movements make the balance. Pure.</summary>
internal static class Conservation
{
    public static ImmutableArray<AccountSum> Sums(StockEvent @event) =>
        [.. @event.Changes.Select(static c => new AccountSum(c.Account.ToString(), c.Delta, c.Balance))];

    public static ImmutableArray<AccountSum> Balances(StockState state) =>
        [.. state.Accounts.Select(static a => new AccountSum(a.Account.ToString(), 0, a.Balance))];

    /// <summary>Where an event breaks it, or null. What only changes its account (another status) must neither come nor go.</summary>
    public static string? Broken(StockState before, StockEvent @event)
    {
        decimal moved = 0;
        foreach (var change in @event.Changes)
        {
            var balance = before.Find(change.Account)?.Balance ?? 0;
            if (balance + change.Delta != change.Balance) return $"account {change.Account} has {balance}, {change.Delta} is moved, {change.Balance} is said to be there";
            moved += change.Delta - (change.Difference ?? 0);
        }

        return @event is StockEvent.Moved { Changes.Length: > 1 } && moved != 0 ? $"{moved} appears between the accounts of one movement" : null;
    }
}

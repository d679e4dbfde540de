using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The measures of DOMAIN 4. Pure.</summary>
internal static class StockMeasuring
{
    public static StockMeasures Of(StockState state)
    {
        decimal onHand = 0, available = 0;
        foreach (var account in state.Accounts) Add(account.Account, account.Balance, ref onHand, ref available);
        return new StockMeasures(onHand, available, state.Reserved, available - state.Reserved);
    }

    public static StockMeasures Of(ImmutableArray<AccountAmount> accounts, decimal reserved)
    {
        decimal onHand = 0, available = 0;
        foreach (var account in accounts) Add(account.Account, account.Amount, ref onHand, ref available);
        return new StockMeasures(onHand, available, reserved, available - reserved);
    }

    private static void Add(StockAccount account, decimal amount, ref decimal onHand, ref decimal available)
    {
        if (account.Status == StockStatus.InTransit) return;
        onHand += amount;
        if (account.Status == StockStatus.Available && account.IsOwn) available += amount;
    }
}

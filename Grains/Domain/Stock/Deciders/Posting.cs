using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The changes of accounts that one update makes, and their flags. Used by one decision.</summary>
internal sealed class Posting(StockState state, OwnedReport owned = default)
{
    public StockFlags Flags { get; set; } = owned.Flags;

    /// <summary>What the update does to claims; null where no rule of ownership speaks of it.</summary>
    public ClaimChanges? Claims => owned.Claims;

    /// <summary>The counts that this update corrects; null when none.</summary>
    public ImmutableArray<CountCorrection>? Corrections { get; private set; }

    public ImmutableArray<AccountChange> Changes { get; private set; } = [];

    /// <summary>A movement on an account. What happened at or before the account's count is in the count: it corrects the difference that was booked
    /// for it, and the balance stands.</summary>
    public void Move(StockAccount account, decimal amount, DateTimeOffset at, DateTimeOffset? startedAt = null)
    {
        var known = state.Find(account);
        var count = state.MarkOf(known);
        var balance = known?.Balance ?? 0;
        if (count is not null && at <= count.AsOf)
        {
            Flags |= StockFlags.BeforeCount;
            if (amount != 0) Correct(account, count, known?.Difference ?? 0, -amount);
            Change(account, 0, balance, -amount);
            return;
        }

        if (startedAt < count?.AsOf) Flags |= StockFlags.StraddlesCount;
        Change(account, amount, balance + amount, 0);
    }

    /// <summary>A count of an account: the balance becomes what was found and what moved after it.</summary>
    public void Count(StockAccount account, decimal found, DateTimeOffset asOf)
    {
        if (state.Ledger.Straddles(account, asOf)) Flags |= StockFlags.StraddlesCount;
        var balance = found + state.Ledger.After(account, asOf);
        var difference = balance - (state.Find(account)?.Balance ?? 0);
        Change(account, difference, balance, difference);
    }

    private void Correct(StockAccount account, CountMark count, decimal old, decimal by) => Corrections =
        [.. Corrections ?? [], new CountCorrection(account, count.AsOf, Decimals.Normalize(old), Decimals.Normalize(old + by), count.Reference)];

    private void Change(StockAccount account, decimal delta, decimal balance, decimal difference)
    {
        if (balance < 0) Flags |= StockFlags.NegativeStock;
        Changes = Changes.Add(new AccountChange(
            account, Decimals.Normalize(delta), Decimals.Normalize(balance), difference == 0 ? null : Decimals.Normalize(difference)));
    }
}

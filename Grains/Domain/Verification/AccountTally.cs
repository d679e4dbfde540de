using System.Collections.Immutable;
using Sync.Domain.Kernel;

namespace Sync.Domain.Verification;

/// <summary>Adds up what moved, account by account, without the code that keeps the state. Not thread-safe.</summary>
internal sealed class AccountTally
{
    private readonly Dictionary<string, decimal> _sums = new(StringComparer.Ordinal);

    public void Open(ImmutableArray<AccountSum> balances)
    {
        foreach (var account in balances) _sums[account.Account] = account.Balance;
    }

    /// <summary>Where opening and movements do not make the balance that a record says, or null.</summary>
    public string? Add(ImmutableArray<AccountSum> moved)
    {
        foreach (var (account, delta, balance) in moved)
        {
            var before = _sums.GetValueOrDefault(account);
            if (before + delta != balance) return $"account {account} has {before}, {delta} is moved, {balance} is said to be there";
            _sums[account] = balance;
        }

        return null;
    }

    /// <summary>Where somebody believes something else, or null.</summary>
    public string? Compare(ImmutableArray<AccountSum> believed, string who)
    {
        var other = believed.ToDictionary(static a => a.Account, static a => a.Balance, StringComparer.Ordinal);
        foreach (var account in _sums.Keys.Union(other.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (sum, belief) = (_sums.GetValueOrDefault(account), other.GetValueOrDefault(account));
            if (sum != belief) return $"account {account} comes to {sum} by its movements, {who} says {belief}";
        }

        return null;
    }
}

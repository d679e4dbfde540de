using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>One account of a position. Immutable. The sum of everything that ever moved on it is balance minus difference.</summary>
internal readonly record struct AccountState
{
    // Most accounts have none of it, and all of them are copied with each update.
    private readonly AccountPast? _past;

    [JsonConstructor]
    public AccountState(StockAccount account, decimal balance = 0, decimal difference = 0, CountMark? count = null, DateTimeOffset? horizon = null)
    {
        Account = account;
        Balance = balance;
        _past = IsSame(difference, 0) && count is null && horizon is null ? null : new AccountPast(difference, count, horizon);
    }

    /// <summary>Lot, status, owner.</summary>
    public StockAccount Account { get; init; }

    /// <summary>In the base unit.</summary>
    public decimal Balance { get; init; }

    /// <summary>All count gains and losses booked on it so far.</summary>
    public decimal Difference
    {
        get => Past.Difference;
        init
        {
            if (!IsSame(value, Difference)) _past = Past with { Difference = value };
        }
    }

    /// <summary>The newest count that listed it.</summary>
    public CountMark? Count
    {
        get => Past.Count;
        init => _past = Past with { Count = value };
    }

    /// <summary>The latest instant of a movement on it that the ledger has forgotten: a count as of an earlier instant cannot be placed.</summary>
    public DateTimeOffset? Horizon
    {
        get => Past.Horizon;
        init => _past = Past with { Horizon = value };
    }

    private AccountPast Past => _past ?? AccountPast.None;

    /// <summary>The account with a horizon not before an instant.</summary>
    public AccountState Forget(DateTimeOffset at) => Horizon >= at ? this : this with { Horizon = at };

    /// <summary>True when the other is of the same account and differs in its balance alone. May miss that it does.</summary>
    public bool IsNamed(in AccountState other) => Account == other.Account && ReferenceEquals(_past, other._past);

    // Also in how many decimals are written: a snapshot says the same before and after.
    private static bool IsSame(decimal a, decimal b) => a == b && a.Scale == b.Scale;

    private sealed record AccountPast(decimal Difference, CountMark? Count, DateTimeOffset? Horizon)
    {
        public static AccountPast None { get; } = new(0, null, null);
    }
}

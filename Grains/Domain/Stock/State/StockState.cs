using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>A stock position as its decisions need it. Immutable. Every account that was ever touched is kept; everything else is bounded or open.</summary>
public sealed record StockState
{
    [JsonInclude]
    internal StockKey Key { get; init; }

    /// <summary>The item's base unit; null as long as nothing was recorded.</summary>
    [JsonInclude]
    internal UnitCode? Unit { get; init; }

    /// <summary>Ordered by account.</summary>
    [JsonInclude]
    internal ImmutableArray<AccountState> Accounts { get; init; } = [];

    /// <summary>The newest complete count: accounts that it did not list were zero, also those that nobody knew then.</summary>
    [JsonInclude]
    internal CountMark? Complete { get; init; }

    [JsonInclude]
    internal Ledger Ledger { get; init; }

    /// <summary>True when the ledger lacks movements: what is not in it may yet have happened.</summary>
    [JsonInclude]
    internal bool HasForgotten { get; init; }

    [JsonInclude]
    internal ImmutableArray<ReservationState> Reservations { get; init; } = [];

    /// <summary>What all reservations hold open.</summary>
    [JsonInclude]
    internal decimal Reserved { get; init; }

    /// <summary>Sent from here and not confirmed.</summary>
    [JsonInclude]
    internal ImmutableArray<OpenTransfer> Transfers { get; init; } = [];

    /// <summary>The newest transfers that arrived here.</summary>
    [JsonInclude]
    internal ImmutableArray<string> Arrived { get; init; } = [];

    [JsonInclude]
    internal ImmutableArray<CountLedger> Counts { get; init; } = [];

    /// <summary>Claims and what they are matched to; null where no rule of ownership ever spoke.</summary>
    [JsonInclude]
    internal ClaimBook? Claims { get; init; }

    [JsonInclude]
    internal ImmutableArray<SourceMark> Sources { get; init; } = [];

    /// <summary>The latest instant that any source reported.</summary>
    [JsonInclude]
    internal DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the newest event of the model was recorded.</summary>
    [JsonInclude]
    internal DateTimeOffset ChangedAt { get; init; }

    internal AccountState? Find(StockAccount account) => IndexOf(Accounts, account) is >= 0 and var at ? Accounts[at] : null;

    /// <summary>The newest count that holds for an account, known or not.</summary>
    internal CountMark? MarkOf(AccountState? account) => CountMark.Newest(account?.Count, Complete);

    internal StockState With(AccountState account)
    {
        var at = IndexOf(Accounts, account.Account);
        return this with { Accounts = at >= 0 ? Accounts.SetItem(at, account) : Accounts.Insert(~at, account) };
    }

    /// <summary>The place of an account, or the complement of the place where it belongs.</summary>
    internal static int IndexOf(ImmutableArray<AccountState> accounts, StockAccount account)
    {
        var (low, high) = (0, accounts.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = accounts.ItemRef(middle).Account.CompareTo(account);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}

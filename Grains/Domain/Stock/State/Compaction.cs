using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Forgets old movements. Pure. What is forgotten stays in the balances; each account remembers up to which instant.</summary>
internal static class Compaction
{
    /// <summary>How many movements are kept: those that happened last.</summary>
    public const int Kept = 64;

    public static StockState Of(StockState state)
    {
        if (state.Claims?.Compact() is { } claims && claims != state.Claims) state = state with { Claims = claims, HasForgotten = true };
        if (state.Ledger.Count <= Kept) return state;
        var entries = state.Ledger.ToArray();
        var byTime = Enumerable.Range(0, entries.Length).OrderByDescending(i => entries[i].At).ThenByDescending(i => i).ToArray();
        var kept = byTime.AsSpan(0, Kept).ToArray();
        Array.Sort(kept);
        var horizons = new Dictionary<StockAccount, DateTimeOffset>();
        var reversed = new Dictionary<UpdateId, decimal>();
        foreach (var i in byTime.AsSpan(Kept))
        {
            var entry = entries[i];

            // The first that is forgotten is the latest.
            horizons.TryAdd(entry.Account, entry.At);
            if (entry.Detail?.ToStatus is { } to) horizons.TryAdd(entry.Account with { Status = to }, entry.At);
            if (entry.Detail?.Reverses is { } id) reversed[id] = reversed.GetValueOrDefault(id) + Math.Abs(entry.Amount);
        }

        return state with
        {
            HasForgotten = true,
            Accounts = [.. state.Accounts.Select(account => horizons.TryGetValue(account.Account, out var at) ? account.Forget(at) : account)],
            Ledger = Ledger.Of(kept.Select(i => Reversed(entries[i], reversed))),
        };
    }

    private static LedgerEntry Reversed(LedgerEntry entry, Dictionary<UpdateId, decimal> reversed) => reversed.TryGetValue(entry.Id, out var amount)
        ? entry with { Detail = (entry.Detail ?? new LedgerDetail()) with { Reversed = (entry.Detail?.Reversed ?? 0) + amount } }
        : entry;
}

using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>What a case about claims says: both sides and the difference. Pure.</summary>
internal static class ClaimReasons
{
    /// <summary>The first claim that stands so after the event; null when none does.</summary>
    public static string? Text(ClaimStanding standing, JournalRecord record, StockEvent e)
    {
        var changes = e.Claims?.Standings?.Where(c => c.Standing == standing).ToList();
        if (changes is not [var first, ..]) return null;
        var (claimed, counted) = (Decimals.Canonical(first.Claimed), Decimals.Canonical(first.Counted));
        var owner = first.Against is { IsEmpty: false } against ? $"the owner says {counted} ({string.Join(", ", against)})" : "the owner has not reported it";
        return $"{first.Claim} says {claimed} {e.Unit} at {record.Entity}, {ClaimEvolution.Subject(e)}; {owner}: a difference of {Decimals.Canonical(first.Claimed - first.Counted)}"
            + (changes.Count > 1 ? $"; and {changes.Count - 1} more" : "");
    }
}

using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>One report about a subject: the owner's, which counts, or a claim. Immutable.</summary>
/// <param name="Id">The update that made it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Amount">In above 0, out below 0.</param>
/// <param name="Tolerance">How far a report may lie from the claim that it confirms.</param>
/// <param name="Claim">What only claims have; null for the owner's.</param>
/// <param name="Reverses">The report of the same side that it takes back, in full or in part.</param>
internal sealed record ClaimEntry(UpdateId Id, DateTimeOffset At, decimal Amount, TimeSpan Tolerance, ClaimTerms? Claim = null, UpdateId? Reverses = null)
{
    [JsonIgnore]
    public bool IsOpen => Claim is { Standing: not ClaimStanding.Matched };

    /// <summary>The order in which reports are matched: it depends on what they say alone.</summary>
    public static int Compare(ClaimEntry a, ClaimEntry b)
    {
        var c = a.At.UtcTicks.CompareTo(b.At.UtcTicks);
        if (c == 0) c = string.CompareOrdinal(a.Id.Source, b.Id.Source);
        if (c == 0) c = a.Id.Epoch.CompareTo(b.Id.Epoch);
        return c != 0 ? c : string.CompareOrdinal(a.Id.MessageId, b.Id.MessageId);
    }
}

/// <summary>What only claims have. Immutable.</summary>
/// <param name="Since">When it was recorded.</param>
/// <param name="DueAt">Until when the owner has time.</param>
/// <param name="Standing">Where it stands; of one that takes back another, nothing.</param>
/// <param name="Claimed">What all claims that stand with it say.</param>
/// <param name="Counted">What the owner's reports say against them.</param>
internal sealed record ClaimTerms(
    DateTimeOffset Since, DateTimeOffset DueAt, ClaimStanding Standing = ClaimStanding.Waiting, decimal Claimed = 0, decimal Counted = 0);

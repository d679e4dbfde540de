using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What a report did to the claims about its subject.</summary>
/// <param name="Tolerance">How far claim and report may lie apart, by the rule that was in force.</param>
/// <param name="Waiting">How many claims of the position wait after it.</param>
/// <param name="Differing">How many differ after it.</param>
/// <param name="Overdue">How many are overdue after it.</param>
public sealed record ClaimChanges(TimeSpan Tolerance, int Waiting, int Differing, int Overdue)
{
    /// <summary>The claims that stand otherwise now; absent when none.</summary>
    public ImmutableArray<ClaimChange>? Standings { get; init; }

    /// <summary>The subject, where the event itself does not name it: of a reversal, that of what it reverses.</summary>
    public ClaimSubject? Subject { get; init; }

    /// <summary>Codes of cases whose last claim is settled by it, ordered; absent when none.</summary>
    public ImmutableArray<string>? Cleared { get; init; }
}

/// <summary>Where a claim stands now.</summary>
/// <param name="Claim">The update that made it.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Claimed">What it says and all claims of its source that stand with it: in above 0, out below 0.</param>
/// <param name="Counted">What the owner says against it.</param>
/// <param name="DueAt">Until when the owner has time; absent unless it waits.</param>
/// <param name="Against">The owner's reports, at most 10; absent when there are none.</param>
public sealed record ClaimChange(
    UpdateId Claim, ClaimStanding Standing, decimal Claimed, decimal Counted, DateTimeOffset? DueAt = null, ImmutableArray<UpdateId>? Against = null);

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What one more report makes of the claims about its subject. Pure.</summary>
internal static class ClaimDecisions
{
    /// <summary>The changes, and the flags that they give the report; null when that cannot be told without the whole history.</summary>
    public static (ClaimChanges Changes, StockFlags Flags)? Add(in Situation s, ClaimSubject subject, ClaimEntry entry)
    {
        var book = s.State.Claims ?? ClaimBook.Empty;
        var known = book.Find(subject);
        if (!s.IsWhole && book.HasForgotten(subject, entry, known)) return null;
        var group = new ClaimGroup(subject, known is null ? [entry] : known.Entries.Add(entry));
        var standings = ImmutableArray.CreateBuilder<ClaimChange>();
        foreach (var standing in ClaimMatching.Of(group))
        {
            var terms = group.Find(standing.Claim)!.Claim!;
            var change = Timed(standing, terms, s.Now);
            if (standing.Claim == entry.Id || IsOther(change, terms)) standings.Add(change);
        }

        var before = standings.Where(c => c.Claim != entry.Id).Select(c => group.Find(c.Claim)!.Claim!.Standing);
        return (Changes(book, entry.Tolerance, standings.ToImmutable(), [.. before]), Flags(standings));
    }

    /// <summary>The changes with what is open after them and which cases that closes.</summary>
    public static ClaimChanges Changes(ClaimBook book, TimeSpan tolerance, ImmutableArray<ClaimChange> standings, ImmutableArray<ClaimStanding> before)
    {
        int After(int now, ClaimStanding standing) => now - before.Count(b => b == standing) + standings.Count(c => c.Standing == standing);
        var differing = After(book.Differing, ClaimStanding.Differs);
        var overdue = After(book.Overdue, ClaimStanding.Overdue);
        ImmutableArray<string> cleared =
        [
            .. book.Differing > 0 && differing == 0 ? [ReceiptFlags.ClaimDiffers] : ImmutableArray<string>.Empty,
            .. book.Overdue > 0 && overdue == 0 ? [ReceiptFlags.ClaimUnmatched] : ImmutableArray<string>.Empty,
        ];
        return new ClaimChanges(tolerance, After(book.Waiting, ClaimStanding.Waiting), differing, overdue)
        {
            Standings = standings.IsEmpty ? null : standings,
            Cleared = cleared.IsEmpty ? null : cleared,
        };
    }

    private static ClaimChange Timed(ClaimChange standing, ClaimTerms terms, DateTimeOffset now) =>
        standing.Standing != ClaimStanding.Waiting ? standing
        : now >= terms.DueAt ? standing with { Standing = ClaimStanding.Overdue }
        : standing with { DueAt = terms.DueAt };

    private static bool IsOther(ClaimChange change, ClaimTerms terms) =>
        change.Standing != terms.Standing || change.Claimed != terms.Claimed || change.Counted != terms.Counted;

    private static StockFlags Flags(IEnumerable<ClaimChange> standings)
    {
        var flags = StockFlags.None;
        foreach (var change in standings)
        {
            flags |= change.Standing switch
            {
                ClaimStanding.Matched => StockFlags.ClaimMatched,
                ClaimStanding.Differs => StockFlags.ClaimDiffers,
                ClaimStanding.Overdue => StockFlags.ClaimUnmatched,
                _ => StockFlags.None,
            };
        }

        return flags;
    }
}

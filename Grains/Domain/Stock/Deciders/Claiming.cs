using System.Diagnostics.CodeAnalysis;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Ownership of movements (DOMAIN 2): the owner's report counts and confirms the claims about the same goods; any other source's report is a
/// claim, which moves nothing. Where no rule fits, every report counts.</summary>
internal static class Claiming
{
    /// <summary>True when the report does not count, or when that cannot be told without the whole history; else what it does to claims.</summary>
    public static bool Stops(in Situation s, in MovementReport report, [NotNullWhen(true)] out Decision? decision, out OwnedReport owned)
    {
        (decision, owned) = (null, default);
        if (Rule(s, report.Movement, s.At) is not { } rule) return false;
        var subject = new ClaimSubject(report.Movement, report.Reference, report.Account.Lot);
        if (!rule.Owns(s.Update.Id.Source))
        {
            decision = Claim(s, report, subject, rule, named: true);
            return true;
        }

        if (report.Reference is null) return false;
        return !Counts(s, subject, new ClaimEntry(s.Update.Id, s.At, report.Amount, rule.Tolerance), named: true, out owned, out decision);
    }

    /// <summary>The rule that decides; null where every report counts.</summary>
    public static OwnershipRule? Rule(in Situation s, MovementType movement, DateTimeOffset at)
    {
        if (s.Ownership.IsEmpty) return null;
        foreach (var rule in s.Ownership)
            if (rule.Fits(movement, s.State.Key.Location, at)) return rule;
        return null;
    }

    /// <summary>The owner's report with what it does to claims.</summary>
    public static bool Counts(in Situation s, ClaimSubject subject, ClaimEntry entry, bool named, out OwnedReport owned, [NotNullWhen(false)] out Decision? decision)
    {
        var added = ClaimDecisions.Add(s, subject, entry);
        decision = added is null ? Decision.NeedHistory.Instance : null;
        owned = added is { } known ? new OwnedReport(Named(known.Changes, subject, named), known.Flags) : default;
        return decision is null;
    }

    /// <summary>A report of a source that does not own it.</summary>
    public static Decision Claim(in Situation s, in MovementReport report, ClaimSubject subject, OwnershipRule rule, bool named, UpdateId? reverses = null)
    {
        var terms = new ClaimTerms(s.Now, Instants.Truncate(s.Now + rule.Wait));
        return Record(s, report, subject, new ClaimEntry(s.Update.Id, s.At, report.Amount, rule.Tolerance, terms), named, reverses);
    }

    /// <summary>A claim, or what takes one back.</summary>
    public static Decision Record(in Situation s, in MovementReport report, ClaimSubject subject, ClaimEntry entry, bool named, UpdateId? reverses)
    {
        if (ClaimDecisions.Add(s, subject, entry) is not { } added) return Decision.NeedHistory.Instance;
        var claimed = new StockEvent.Claimed
        {
            Unit = s.Unit,
            Changes = [],
            Reserved = s.State.Reserved,
            Movement = report.Movement,
            Quantity = report.Measure.Source,
            Factor = report.Measure.Factor,
            Residual = report.Measure.Residual,
            Account = report.Account,
            Amount = report.Amount,
            PostingDate = s.PostingDate,
            Reference = report.Reference,
            Reverses = reverses,
            DueAt = entry.Claim?.DueAt,
            Claims = Named(added.Changes, subject, named),
        };
        return Movements.Apply(claimed, StockFlags.Claim | added.Flags | (report.Measure.Residual is null ? StockFlags.None : StockFlags.Rounded));
    }

    /// <summary>The time of a claim is up.</summary>
    public static Decision Decide(in Situation s, StockUpdate.ClaimDue u)
    {
        var book = s.State.Claims ?? ClaimBook.Empty;
        if (book.Find(u.Claim) is not { } found) return s.KnowsAll ? Decision.Note.Instance : Decision.NeedHistory.Instance;
        if (found.Entry.Claim is not { Standing: ClaimStanding.Waiting } terms || terms.DueAt != u.DueAt) return Decision.Note.Instance;
        var overdue = new ClaimChange(u.Claim, ClaimStanding.Overdue, terms.Claimed, terms.Counted);
        return Movements.Apply(
            new StockEvent.ClaimOverdue
            {
                Unit = s.Unit,
                Changes = [],
                Reserved = s.State.Reserved,
                Claims = ClaimDecisions.Changes(book, found.Entry.Tolerance, [overdue], [ClaimStanding.Waiting]) with { Subject = found.Group.Subject },
            },
            StockFlags.ClaimUnmatched);
    }

    private static ClaimChanges Named(ClaimChanges changes, ClaimSubject subject, bool named) => named ? changes : changes with { Subject = subject };
}

/// <summary>What a report that counts does to claims; nothing by default.</summary>
internal readonly record struct OwnedReport(ClaimChanges? Claims, StockFlags Flags);

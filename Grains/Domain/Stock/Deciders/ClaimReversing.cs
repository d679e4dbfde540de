using System.Diagnostics.CodeAnalysis;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Reversals under ownership: what takes back a claim is no movement; whoever does not own a movement can only claim that it was reversed; and
/// the owner's own reversal changes what claims are matched to.</summary>
internal static class ClaimReversing
{
    /// <summary>True when what is reversed is a claim.</summary>
    public static bool IsOfClaim(in Situation s, StockUpdate.Reversed u, [NotNullWhen(true)] out Decision? decision)
    {
        decision = null;
        var source = u.ReversesSource ?? s.Update.Id.Source;
        var epoch = source == s.Update.Id.Source ? s.Update.Id.Epoch : int.MaxValue;
        if (s.State.Claims?.Find(source, u.Reverses, epoch) is not var (group, claim) || !IsClaim(group, claim)) return false;
        decision = claim.Reverses is not null
            ? s.Cannot(ErrorCodes.FieldInvalid.With($"reverses names {claim.Id}, which is itself a reversal"))
            : TakeBack(s, u, group, claim);
        return true;
    }

    /// <summary>True when the source may not reverse the movement: it claims that it was reversed. A source may always reverse its own movement that
    /// counted: it owned it then.</summary>
    public static bool IsClaimed(in Situation s, StockUpdate.Reversed u, in LedgerEntry original, [NotNullWhen(true)] out Decision? decision)
    {
        decision = null;
        if (original.Id.Source == s.Update.Id.Source) return false;
        if (Claiming.Rule(s, original.Movement, original.At) is not { } rule || rule.Owns(s.Update.Id.Source)) return false;
        if (!IsKnown(s, original, out var found, out decision)) return true;
        var measure = Whole(s, Math.Abs(original.Amount));
        if (u.Quantity is { } quantity && !s.IsMeasured(quantity, out measure, out decision, original.At)) return true;
        var subject = found?.Group.Subject ?? new ClaimSubject(original.Movement, u.Reference, original.Account.Lot);
        var amount = original.Amount < 0 ? measure.Amount : -measure.Amount;
        decision = Claiming.Claim(s, new MovementReport(MovementType.Reversal, original.Account, amount, measure, u.Reference), subject, rule, named: false, original.Id);
        return true;
    }

    /// <summary>What a reversal that counts does to claims. False when that cannot be told without the whole history.</summary>
    public static bool Counts(in Situation s, in LedgerEntry original, decimal amount, out OwnedReport owned, [NotNullWhen(false)] out Decision? decision)
    {
        owned = default;
        if (!IsKnown(s, original, out var found, out decision)) return false;
        if (found is not var (group, entry)) return true;
        return Claiming.Counts(s, group.Subject, new ClaimEntry(s.Update.Id, s.At, amount, entry.Tolerance, null, entry.Id), named: false, out owned, out decision);
    }

    private static bool IsClaim(ClaimGroup group, ClaimEntry entry) =>
        entry.Claim is not null || (entry.Reverses is { } id && group.Find(id)?.Claim is not null);

    private static Decision TakeBack(in Situation s, StockUpdate.Reversed u, ClaimGroup group, ClaimEntry claim)
    {
        var left = Math.Abs(group.Net(claim));
        var measure = Whole(s, left);
        if (u.Quantity is { } quantity && !s.IsMeasured(quantity, out measure, out var problem, claim.At)) return problem;
        if (measure.Amount > left || (left == 0 && claim.Amount != 0))
            return s.Cannot(ErrorCodes.OverReversed.With($"{claim.Id} has {Decimals.Canonical(left)} {s.Unit} left to reverse: {measure.Source} is more"));
        var amount = claim.Amount < 0 ? measure.Amount : -measure.Amount;
        var report = new MovementReport(MovementType.Reversal, new StockAccount(group.Subject.Lot), amount, measure, u.Reference);
        return Claiming.Record(s, report, group.Subject, new ClaimEntry(s.Update.Id, s.At, amount, claim.Tolerance, null, claim.Id), named: false, claim.Id);
    }

    /// <summary>The owner's report in the book; it is in none where it named no document, or came before there was a rule.</summary>
    private static bool IsKnown(in Situation s, in LedgerEntry original, out (ClaimGroup Group, ClaimEntry Entry)? found, [NotNullWhen(false)] out Decision? decision)
    {
        found = s.State.Claims?.Find(original.Id);
        decision = found is null && s.State.Claims is not null && !s.KnowsAll ? Decision.NeedHistory.Instance : null;
        return decision is null;
    }

    private static Measure Whole(in Situation s, decimal amount) => new(new Quantity(Decimals.Normalize(amount), s.Unit), null, Decimals.Normalize(amount), null);
}

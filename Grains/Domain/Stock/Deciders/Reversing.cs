using System.Diagnostics.CodeAnalysis;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>An earlier movement is undone, in full or in part, never more than it was. The reversal is a movement at its own time, on the accounts of
/// the original, converted with the factor that was in force for the original. A reservation that the original consumed is open again by the amount,
/// as long as it is remembered and was neither released in full nor expired. Transfers and reversals are undone by their opposites.</summary>
internal static class Reversing
{
    public static Decision Decide(in Situation s, StockUpdate.Reversed u)
    {
        if (s.IsPlaced(out var problem) && Echoing.Is(s, u, out var settled)) return settled;
        if (problem is not null) return problem;
        if (ClaimReversing.IsOfClaim(s, u, out settled)) return settled;
        if (!IsFound(s, u, out var original, out problem)) return problem;
        if (ClaimReversing.IsClaimed(s, u, original, out settled)) return settled;
        if (!MayBeReversed(s, original, out problem) || !IsMeasured(s, u, original, out var measure, out problem)) return problem;

        var amount = original.Amount < 0 ? measure.Amount : -measure.Amount;
        if (!ClaimReversing.Counts(s, original, amount, out var owned, out settled)) return settled;
        var posting = new Posting(s.State, owned);
        posting.Move(original.Account, amount, s.At);
        if (original.Detail?.ToStatus is { } to) posting.Move(original.Account with { Status = to }, -amount, s.At);
        var moved = Movements.Event(s, MovementType.Reversal, measure, posting, u.Reference, settlement: Settling.Back(original, measure.Amount)) with { Reverses = original.Id };
        if (original.Detail?.Reservation is not { } id) return Movements.Apply(moved, posting.Flags);
        var after = Reservations.Consumed(s.State.Reservations, id, -measure.Amount);
        return Movements.Apply(moved with { Reservation = id, Reserved = Decimals.Normalize(Reservations.Open(after)) }, posting.Flags);
    }

    private static bool IsFound(in Situation s, StockUpdate.Reversed u, out LedgerEntry original, [NotNullWhen(false)] out Decision? problem)
    {
        // Another source counts its epochs by itself: the newest is meant.
        var source = u.ReversesSource ?? s.Update.Id.Source;
        var epoch = source == s.Update.Id.Source ? s.Update.Id.Epoch : int.MaxValue;
        var found = s.State.Ledger.Find(source, u.Reverses, epoch);
        original = found ?? default;
        problem = !s.KnowsAll && found?.Id.Epoch != epoch ? Decision.NeedHistory.Instance
            : found is null ? s.Cannot(ErrorCodes.ReversedUnknown.With($"no movement {source}#{u.Reverses} is known at {s.State.Key}{Archived(s)}"))
            : null;
        return problem is null;
    }

    /// <summary>With the whole history at hand nothing is forgotten, unless it was archived.</summary>
    private static string Archived(in Situation s) => s.KnowsAll && s.State.HasForgotten ? ": it has not come yet, or it has been archived" : "";

    private static bool MayBeReversed(in Situation s, in LedgerEntry original, [NotNullWhen(false)] out Decision? problem)
    {
        problem = original.Movement switch
        {
            MovementType.Transfer => s.Cannot(ErrorCodes.FieldInvalid.With($"reverses names {original.Id}, which is a transfer") with
            {
                Cure = "Send the opposite transfer from the receiving location, and discard this update.",
            }),
            MovementType.Reversal => s.Cannot(ErrorCodes.FieldInvalid.With($"reverses names {original.Id}, which is itself a reversal") with
            {
                Cure = "Send the movement again under a new id, and discard this update.",
            }),
            _ => null,
        };
        return problem is null;
    }

    private static bool IsMeasured(
        in Situation s, StockUpdate.Reversed u, in LedgerEntry original, out Measure measure, [NotNullWhen(false)] out Decision? problem)
    {
        var whole = Math.Abs(original.Amount);
        var left = whole - s.State.Ledger.Reversed(original);
        measure = new Measure(new Quantity(Decimals.Normalize(left), s.Unit), null, Decimals.Normalize(left), null);
        if (u.Quantity is { } quantity && !s.IsMeasured(quantity, out measure, out problem, original.At)) return false;
        problem = measure.Amount > left || (left == 0 && whole != 0)
            ? s.Cannot(ErrorCodes.OverReversed.With($"{original.Id} has {Decimals.Canonical(left)} {s.Unit} left to reverse: {measure.Source} is more"))
            : null;
        return problem is null;
    }
}

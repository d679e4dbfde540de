using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Corrections of what is here: another status, or a balance set right by hand.</summary>
internal static class Restating
{
    public static Decision Decide(in Situation s, StockUpdate.StatusChanged u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Quantity, out var measure, out problem) || !s.HasLot(u.From, out problem)) return problem;
        var report = new MovementReport(MovementType.StatusChange, u.From, -measure.Amount, measure, u.Reference, u.To);
        if (Echoing.Is(s, report, out var settled) || Claiming.Stops(s, report, out settled, out var owned)) return settled;
        var posting = new Posting(s.State, owned);
        posting.Move(u.From, -measure.Amount, s.At);
        posting.Move(u.From with { Status = u.To }, measure.Amount, s.At);
        return Movements.Apply(Movements.Event(s, MovementType.StatusChange, measure, posting, u.Reference), posting.Flags);
    }

    public static Decision Decide(in Situation s, StockUpdate.Adjusted u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Difference, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var report = new MovementReport(MovementType.Adjustment, u.Account, measure.Amount, measure, u.Reference);
        if (Echoing.Is(s, report, out var settled) || Claiming.Stops(s, report, out settled, out var owned)) return settled;
        var posting = new Posting(s.State, owned);
        posting.Move(u.Account, measure.Amount, s.At);
        return Movements.Apply(
            Movements.Event(s, MovementType.Adjustment, measure, posting, u.Reference) with { Reason = u.Reason }, posting.Flags);
    }
}

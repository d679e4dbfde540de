using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Goods came in from outside the position.</summary>
internal static class Receiving
{
    public static Decision Decide(in Situation s, StockUpdate.Received u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Quantity, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var report = new MovementReport(u.Movement, u.Account, measure.Amount, measure, u.Reference);
        if (Echoing.Is(s, report, out var settled) || Claiming.Stops(s, report, out settled, out var owned)) return settled;
        var posting = new Posting(s.State, owned);
        var began = Movements.Began(s, u.StartedAt);
        posting.Move(u.Account, measure.Amount, s.At, began);
        return Movements.Apply(Movements.Event(s, u.Movement, measure, posting, u.Reference, began), posting.Flags);
    }
}

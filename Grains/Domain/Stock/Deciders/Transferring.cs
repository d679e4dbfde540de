using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>The two halves of a transfer inside a plant. The sender keeps it open until it is confirmed; the receiver takes each transfer once.</summary>
internal static class Transferring
{
    public static Decision Decide(in Situation s, StockUpdate.Transferred u)
    {
        if (!s.IsPlaced(out var problem, u.To) || !s.IsMeasured(u.Quantity, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var report = new MovementReport(MovementType.Transfer, u.Account, -measure.Amount, measure, u.Reference);
        if (Echoing.Is(s, report, out var settled) || Claiming.Stops(s, report, out settled, out var owned)) return settled;
        var posting = new Posting(s.State, owned);
        posting.Move(u.Account, -measure.Amount, s.At);
        var moved = Movements.Event(s, MovementType.Transfer, measure, posting, u.Reference) with
        {
            Transfer = new TransferOut(s.Update.Id.ToString(), u.To, measure.Amount),
        };
        return Movements.Apply(moved, posting.Flags);
    }

    public static Decision Decide(in Situation s, StockUpdate.Arrive u)
    {
        if (s.State.Arrived.Contains(u.TransferId)) return Decision.Note.Instance;
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Quantity, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var posting = new Posting(s.State);
        posting.Move(u.Account, measure.Amount, s.At);
        if (measure.Residual is not null) posting.Flags |= StockFlags.Rounded;
        var day = s.Posting;
        posting.Flags |= day.Flag;
        var arrived = new StockEvent.TransferArrived
        {
            Unit = s.Unit,
            Changes = posting.Changes,
            Corrections = posting.Corrections,
            Reserved = s.State.Reserved,
            Quantity = measure.Source,
            Factor = measure.Factor,
            Residual = measure.Residual,
            Transfer = new TransferIn(u.TransferId, u.From, measure.Amount),
            PostingDate = day.Day,
            SaidPostingDate = day.Said,
            Reference = u.Reference,
        };
        return Movements.Apply(arrived, posting.Flags);
    }

    public static Decision Decide(in Situation s, StockUpdate.ConfirmArrival u)
    {
        foreach (var open in s.State.Transfers)
        {
            if (open.TransferId != u.TransferId) continue;
            return Movements.Apply(
                new StockEvent.TransferConfirmed { Unit = s.Unit, Changes = [], Reserved = s.State.Reserved, TransferId = u.TransferId, Amount = open.Quantity },
                StockFlags.None);
        }

        return Decision.Note.Instance;
    }
}

using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Goods left the position; a reservation that is named is consumed. The goods are gone whatever the reservation says: too much or an unknown
/// reservation is flagged, and what was consumed is taken off a reservation that is made later under this id.</summary>
internal static class Issuing
{
    public static Decision Decide(in Situation s, StockUpdate.Issued u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Quantity, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var report = new MovementReport(u.Movement, u.Account, -measure.Amount, measure, u.Reference);
        if (Echoing.Is(s, report, out var settled) || Claiming.Stops(s, report, out settled, out var owned)) return settled;
        var posting = new Posting(s.State, owned);
        var began = Movements.Began(s, u.StartedAt);
        posting.Move(u.Account, -measure.Amount, s.At, began);
        var moved = Movements.Event(s, u.Movement, measure, posting, u.Reference, began, Settling.Of(s, u.Account, u.Movement, measure.Amount));
        if (u.Reservation is not { } id) return Movements.Apply(moved, posting.Flags);

        var reservation = Reservations.Find(s.State.Reservations, id);
        if (reservation is not { IsMade: true }) posting.Flags |= StockFlags.UnknownReservation;
        else if (reservation.Open < measure.Amount) posting.Flags |= StockFlags.OverConsumed;
        var after = Reservations.Consumed(s.State.Reservations, id, measure.Amount);
        return Movements.Apply(moved with { Reservation = id, Reserved = Decimals.Normalize(Reservations.Open(after)) }, posting.Flags);
    }
}

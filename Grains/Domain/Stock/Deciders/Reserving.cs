using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Requests to set quantity aside and to give it back, and the expiry of what was set aside.</summary>
internal static class Reserving
{
    public static Decision Decide(in Situation s, StockUpdate.Reserve u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Quantity, out var measure, out problem)) return problem;
        if (s.IsClosed(out problem)) return problem;
        if (measure.Amount <= 0) return TooSmall(s, u.Quantity);
        if (u.ExpiresAt <= s.Now) return new Decision.Refuse(ErrorCodes.FieldInvalid.With($"data.expiresAt {u.ExpiresAt:O} has passed"));
        var known = Reservations.Find(s.State.Reservations, u.Reservation);
        if (known is { IsMade: true }) return new Decision.Refuse(ErrorCodes.ReservationExists.With($"reservation {u.Reservation} exists at {s.State.Key}"));

        var after = Reservations.Made(s.State.Reservations, u.Reservation, u.For, measure.Amount, u.ExpiresAt);
        var reserved = Reservations.Open(after);
        var needed = reserved - s.State.Reserved;
        var free = StockMeasuring.Of(s.State).Free;
        if (!u.AllowShort && needed > free)
            return new Decision.Refuse(ErrorCodes.NotEnoughFree.With($"{Decimals.Canonical(needed)} {s.Unit} are asked for, {Decimals.Canonical(free)} are free at {s.State.Key}"));

        var flags = measure.Residual is null ? StockFlags.None : StockFlags.Rounded;
        if (known?.Consumed > measure.Amount) flags |= StockFlags.OverConsumed;
        var made = new StockEvent.ReservationMade
        {
            Unit = s.Unit,
            Changes = [],
            Reserved = Decimals.Normalize(reserved),
            Quantity = measure.Source,
            Factor = measure.Factor,
            Residual = measure.Residual,
            Reservation = u.Reservation,
            For = u.For,
            Amount = measure.Amount,
            ExpiresAt = u.ExpiresAt,
        };
        return Movements.Apply(made, flags);
    }

    public static Decision Decide(in Situation s, StockUpdate.Release u)
    {
        if (s.IsClosed(out var closed)) return closed;
        var open = Reservations.Find(s.State.Reservations, u.Reservation)?.Open ?? 0;
        if (open == 0) return new Decision.Refuse(ErrorCodes.ReservationUnknown.With($"no reservation {u.Reservation} is open at {s.State.Key}"));
        if (u.Quantity is not { } quantity) return Release(s, u.Reservation, open, expired: false);
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(quantity, out var measure, out problem)) return problem;
        if (measure.Amount <= 0) return TooSmall(s, quantity);
        if (measure.Amount > open)
            return new Decision.Refuse(ErrorCodes.FieldInvalid.With($"data.quantity is {quantity}: reservation {u.Reservation} has {Decimals.Canonical(open)} {s.Unit} open"));
        return Release(s, u.Reservation, measure.Amount, expired: false, measure);
    }

    /// <summary>A reservation that is consumed in full expires too: a reversal must not open it again.</summary>
    public static Decision Decide(in Situation s, StockUpdate.Expire u)
    {
        var known = u.Reservation is null ? null : Reservations.Find(s.State.Reservations, u.Reservation);
        return known is { IsMade: true, Ended: false } && known.ExpiresAt == u.ExpiresAt
            ? Release(s, known.Id, known.Open, expired: true)
            : Decision.Note.Instance;
    }

    private static Decision Release(in Situation s, string reservation, decimal amount, bool expired, Measure? measure = null)
    {
        var after = Reservations.Released(s.State.Reservations, reservation, amount, expired);
        var released = new StockEvent.ReservationReleased
        {
            Unit = s.Unit,
            Changes = [],
            Reserved = Decimals.Normalize(Reservations.Open(after)),
            Quantity = measure?.Source,
            Factor = measure?.Factor,
            Residual = measure?.Residual,
            Reservation = reservation,
            Amount = Decimals.Normalize(amount),
            Expired = expired,
        };
        return Movements.Apply(released, measure?.Residual is null ? StockFlags.None : StockFlags.Rounded);
    }

    private static Decision.Refuse TooSmall(in Situation s, Quantity quantity) =>
        new(ErrorCodes.QuantityInvalid.With($"{quantity} is nothing in {s.Unit} at the item's scale"));
}

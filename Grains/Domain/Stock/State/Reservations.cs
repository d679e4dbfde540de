using System.Collections.Immutable;

namespace Sync.Domain.Stock;

/// <summary>The reservations of a position, in the order in which they were last touched. Pure. Those that hold nothing open are remembered only
/// for some time: so that a late consumption of one finds it, and an early consumption is taken off the reservation that comes after it.</summary>
internal static class Reservations
{
    /// <summary>How many reservations that hold nothing open are remembered.</summary>
    public const int SettledLimit = 32;

    public static ReservationState? Find(ImmutableArray<ReservationState> all, string id)
    {
        foreach (var reservation in all)
            if (reservation.Id == id) return reservation;
        return null;
    }

    public static decimal Open(ImmutableArray<ReservationState> all)
    {
        decimal open = 0;
        foreach (var reservation in all) open += reservation.Open;
        return open;
    }

    public static ImmutableArray<ReservationState> Made(ImmutableArray<ReservationState> all, string id, string @for, decimal quantity, DateTimeOffset? expiresAt) =>
        Put(all, new ReservationState(id, @for, quantity, Find(all, id)?.Consumed ?? 0, 0, expiresAt));

    public static ImmutableArray<ReservationState> Released(ImmutableArray<ReservationState> all, string id, decimal amount, bool expired)
    {
        if (Find(all, id) is not { } found) return all;
        var left = found with { Released = found.Released + amount };
        return Put(all, left with { Ended = expired || left.Open == 0 });
    }

    /// <summary>A movement took this amount from a reservation, made or not; below 0, a reversal gave it back: then what is still remembered and has
    /// not ended is open again.</summary>
    public static ImmutableArray<ReservationState> Consumed(ImmutableArray<ReservationState> all, string id, decimal amount)
    {
        var found = Find(all, id);
        if (found is null && amount <= 0) return all;
        found ??= new ReservationState(id);
        return Put(all, found with { Consumed = found.Consumed + amount });
    }

    private static ImmutableArray<ReservationState> Put(ImmutableArray<ReservationState> all, ReservationState reservation)
    {
        var list = ImmutableArray.CreateBuilder<ReservationState>(all.Length + 1);
        var settled = 0;
        foreach (var other in all)
        {
            if (other.Id == reservation.Id) continue;
            list.Add(other);
            if (other.Open == 0) settled++;
        }

        if (!reservation.IsMade && reservation.Consumed == 0) return list.ToImmutable();
        list.Add(reservation);
        if (settled >= SettledLimit && reservation.Open == 0) list.RemoveAt(FirstSettled(list));
        return list.ToImmutable();
    }

    private static int FirstSettled(ImmutableArray<ReservationState>.Builder list)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i].Open == 0) return i;
        return 0;
    }
}

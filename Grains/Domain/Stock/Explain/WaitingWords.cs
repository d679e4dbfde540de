using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What waits and what is under way, in words. Pure.</summary>
internal static class WaitingWords
{
    public static HeldExplained Of(HeldUpdate held, PlantClock clock)
    {
        var update = held.Update;
        var type = UpdateTypes.Of(update.Payload);
        var words = $"{What(update.Payload, type)} of {update.Id.Source} ({update.Id.MessageId}) waits since {clock.Say(held.Since)} and is not in the numbers: {held.Reason.Message}";
        return new HeldExplained(
            update.Id, type.FullName, Phrases.Sentence(words), held.Reason, update.OccurredAt is { } at ? clock.Local(at) : null, clock.Local(held.Since));
    }

    public static InFlight Of(OpenTransfer transfer, UnitCode? unit, PlantClock clock) => new(
        "transfer", transfer.TransferId,
        $"{Phrases.Amount(transfer.Quantity, unit)} left for {transfer.To} on {clock.Say(transfer.SentAt)}{Phrases.Of(transfer.Account)}; the arrival has not been confirmed yet.",
        transfer.Quantity, transfer.To.Value, clock.Local(transfer.SentAt), null);

    public static InFlight Of(ReservationView reservation, UnitCode? unit, PlantClock clock) => new(
        "reservation", reservation.Reservation,
        $"{Phrases.Amount(reservation.Open, unit)} {Phrases.IsAre(reservation.Open)} set aside for {reservation.For} ({Phrases.Number(reservation.Quantity)} asked for, {Phrases.Number(reservation.Consumed)} consumed, {Phrases.Number(reservation.Released)} given back)"
        + (reservation.ExpiresAt is { } end ? $"; this ends by itself on {clock.Say(end)}." : "; this does not end by itself."),
        reservation.Open, reservation.For, null, reservation.ExpiresAt is { } e ? clock.Local(e) : null);

    public static ImmutableArray<InFlight> InFlight(StockPosition now, PlantClock clock) =>
    [
        .. now.Transfers.OrderBy(t => t.SentAt).Select(t => Of(t, now.Unit, clock)),
        .. now.Reservations.Select(r => Of(r, now.Unit, clock)),
    ];

    private static string What(UpdatePayload payload, UpdateType type) => payload switch
    {
        StockUpdate.Received u => $"A receipt of {u.Quantity}",
        StockUpdate.Issued u => $"An issue of {u.Quantity}",
        StockUpdate.Transferred u => $"A transfer of {u.Quantity} to {u.To}",
        StockUpdate.StatusChanged u => $"A change of status of {u.Quantity} to {u.To}",
        StockUpdate.Counted => "A count",
        StockUpdate.CountPosted u => $"The posting of a count difference of {u.Difference}",
        StockUpdate.Adjusted u => $"A correction of {u.Difference}",
        StockUpdate.Reversed u => $"The reversal of {u.Reverses}{(u.Quantity is { } q ? $" by {q}" : "")}",
        StockUpdate.Arrive u => $"The arrival of {u.Quantity} from {u.From.Location}",
        _ => $"An update of type {type.Name}",
    };
}

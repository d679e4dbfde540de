using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What a record says happened, as a clause that begins small and has no full stop. Pure.</summary>
internal static class Happenings
{
    public static string Of(JournalRecord record, DomainEvent @event) => @event switch
    {
        StockEvent.Moved e => Moved(e),
        StockEvent.TransferArrived e => $"{Quantity(e, e.Transfer.Amount)} arrived from {e.From.Location}{Account(e)}{Phrases.For(e.Reference)}",
        StockEvent.TransferConfirmed e => $"{Phrases.Amount(e.Amount, e.Unit)} of transfer {e.TransferId} {Phrases.WasWere(e.Amount)} confirmed as arrived",
        StockEvent.Counted e => Counted(e),
        StockEvent.CountPosted e => $"the difference of {Phrases.Signed(e.Amount)} {e.Unit} of count {e.Count} was posted{Phrases.Of(e.Account)}: that confirms the count and moves nothing",
        StockEvent.ReservationMade e => $"{Quantity(e, e.Amount)} {Phrases.WasWere(e.Amount)} reserved for {e.For} (reservation {e.Reservation})",
        StockEvent.ReservationReleased { Expired: true } e => $"reservation {e.Reservation} expired with {Phrases.Amount(e.Amount, e.Unit)} open",
        StockEvent.ReservationReleased e => $"{Quantity(e, e.Amount)} of reservation {e.Reservation} {Phrases.WasWere(e.Amount)} given back",
        KernelEvent.Discarded e => $"{e.By} gave up the waiting update {e.Update} ({e.Reason}): it does not count",
        _ => record.Kind,
    };

    /// <summary>The quantity as it was sent, and in the base unit where that is another.</summary>
    public static string Quantity(StockEvent e, decimal amount)
    {
        if (e.Quantity is not { } sent) return Phrases.Amount(Math.Abs(amount), e.Unit);
        var said = Phrases.Amount(Math.Abs(sent.Value), sent.Unit);
        return sent.Unit == e.Unit && Math.Abs(sent.Value) == Math.Abs(amount) ? said : $"{said} ({Phrases.Amount(Math.Abs(amount), e.Unit)})";
    }

    private static string Moved(StockEvent.Moved e)
    {
        var amount = e.Changes.IsEmpty ? 0 : Math.Abs(e.Changes[0].Delta - (e.Changes[0].Difference ?? 0));
        var quantity = Quantity(e, amount);
        var were = Phrases.WasWere(e.Quantity?.Value ?? amount);
        var what = e.Movement switch
        {
            MovementType.Receipt => $"{quantity} {were} received",
            MovementType.ReturnToSupplier => $"{quantity} {were} returned to the supplier",
            MovementType.Issue => $"{quantity} {were} issued",
            MovementType.ProductionConsume => $"{quantity} {were} consumed by production",
            MovementType.ProductionOutput => $"{quantity} came from production",
            MovementType.ByProduct => $"{quantity} came from production as a by-product",
            MovementType.Transfer => $"{quantity} {were} sent to {e.Transfer?.To}",
            MovementType.StatusChange => $"{quantity} changed status from {Status(e, 0)} to {Status(e, 1)}",
            MovementType.Ship => $"{quantity} {were} shipped",
            MovementType.CustomerReturn => $"{quantity} came back from a customer",
            MovementType.Scrap => $"{quantity} {were} scrapped",
            MovementType.InitialLoad => $"{quantity} {were} loaded as opening stock",
            MovementType.Adjustment => $"the stock was corrected by hand by {Phrases.Signed(Sum(e))} {e.Unit} ({e.Reason})",
            MovementType.Reversal => $"{quantity} of {e.Reverses?.MessageId} {were} reversed",
            _ => $"{quantity} moved ({e.Movement})",
        };
        var reservation = e.Reservation is { } id ? $" against reservation {id}" : "";
        return $"{what}{(e.Movement == MovementType.StatusChange ? "" : Account(e))}{Phrases.For(e.Reference)}{reservation}";
    }

    private static string Counted(StockEvent.Counted e)
    {
        var total = e.Found.Sum(f => f.Amount);
        var kind = e.Complete ? "a complete count" : "a count";
        var found = e.Found.Length > 1 ? $": {string.Join(", ", e.Found.Select(f => $"{Phrases.Number(f.Amount)}{Own(f.Account)}"))}"
            : e.Found.IsEmpty ? "" : Phrases.Of(e.Found[0].Account);
        return $"{kind} found {Phrases.Amount(total, e.Unit)}{found}{Phrases.For(e.Reference)}";
    }

    private static string Own(StockAccount account) => Phrases.Of(account) is { Length: > 0 } words ? words : " (available)";

    private static string Account(StockEvent e) => e.Changes.IsEmpty ? "" : Phrases.Of(e.Changes[0].Account);

    private static decimal Sum(StockEvent e) => e.Changes.Sum(c => c.Delta - (c.Difference ?? 0));

    private static string Status(StockEvent e, int at) => e.Changes.Length > at ? e.Changes[at].Account.Status.ToString() : "?";
}

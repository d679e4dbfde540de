using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>The reasons of cases about facts that were applied with a flag. Pure.</summary>
internal static class FlagReasons
{
    /// <summary>The reason, or null for a flag that needs nobody.</summary>
    public static Refusal? Of(string flag, JournalRecord record, StockEvent e) => flag switch
    {
        ReceiptFlags.NegativeStock => ErrorCodes.NegativeStock.With($"{record.Cause} left {Below(record, e)}"),
        ReceiptFlags.StraddlesCount => ErrorCodes.StraddlesCount.With($"the period of {record.Cause} contains a count of {record.Entity}"),
        ReceiptFlags.OverConsumed => ErrorCodes.OverConsumed.With(
            $"more was taken from reservation {Reservation(e)} of {record.Entity} than it held open, as {record.Cause} shows"),
        ReceiptFlags.ClosedPeriod => ErrorCodes.ClosedPeriod.With($"{record.Cause} is posted on {PostingDate(e):yyyy-MM-dd}, which is closed at the plant of {record.Entity}"),
        ReceiptFlags.ClaimDiffers when ClaimReasons.Text(ClaimStanding.Differs, record, e) is { } text => ErrorCodes.ClaimDiffers.With(text),
        ReceiptFlags.ClaimUnmatched when ClaimReasons.Text(ClaimStanding.Overdue, record, e) is { } text => ErrorCodes.ClaimUnmatched.With(text),
        _ => null,
    };

    private static DateOnly? PostingDate(StockEvent e) => (e as StockEvent.Moved)?.PostingDate ?? (e as StockEvent.TransferArrived)?.PostingDate;

    private static string? Reservation(StockEvent e) => e switch
    {
        StockEvent.Moved moved => moved.Reservation,
        StockEvent.ReservationMade made => made.Reservation,
        _ => null,
    };

    private static string Below(JournalRecord record, StockEvent e)
    {
        var accounts = e.Changes.Where(c => c.Balance < 0).Select(c => $"{c.Account} of {record.Entity} at {Decimals.Canonical(c.Balance)} {e.Unit}");
        return string.Join(", ", accounts) is { Length: > 0 } text ? text : $"{record.Entity} below zero";
    }
}

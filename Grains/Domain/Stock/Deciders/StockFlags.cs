using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What a person should know about an applied fact.</summary>
[Flags]
internal enum StockFlags
{
    None = 0,
    NegativeStock = 1,
    BeforeCount = 2,
    StraddlesCount = 4,
    OverConsumed = 8,
    UnknownReservation = 16,
    Rounded = 32,
    Echo = 64,
    Claim = 128,
    ClaimMatched = 256,
    ClaimDiffers = 512,
    ClaimUnmatched = 1024,
    ClosedPeriod = 2048,
    PostingMoved = 4096,
}

/// <summary>Spells flags as receipts and records do, always in one order. Pure.</summary>
internal static class StockFlagsExtensions
{
    private static readonly ImmutableArray<(StockFlags Flag, string Text)> Texts =
    [
        (StockFlags.NegativeStock, ReceiptFlags.NegativeStock),
        (StockFlags.BeforeCount, ReceiptFlags.BeforeCount),
        (StockFlags.StraddlesCount, ReceiptFlags.StraddlesCount),
        (StockFlags.OverConsumed, ReceiptFlags.OverConsumed),
        (StockFlags.UnknownReservation, ReceiptFlags.UnknownReservation),
        (StockFlags.Rounded, ReceiptFlags.Rounded),
        (StockFlags.Echo, ReceiptFlags.Echo),
        (StockFlags.Claim, ReceiptFlags.Claim),
        (StockFlags.ClaimMatched, ReceiptFlags.ClaimMatched),
        (StockFlags.ClaimDiffers, ReceiptFlags.ClaimDiffers),
        (StockFlags.ClaimUnmatched, ReceiptFlags.ClaimUnmatched),
        (StockFlags.ClosedPeriod, ReceiptFlags.ClosedPeriod),
        (StockFlags.PostingMoved, ReceiptFlags.PostingMoved),
    ];

    public static ImmutableArray<string> ToTexts(this StockFlags flags) =>
        flags == StockFlags.None ? [] : Named(flags);

    private static ImmutableArray<string> Named(StockFlags flags) => [.. Texts.Where(t => flags.HasFlag(t.Flag)).Select(t => t.Text)];
}

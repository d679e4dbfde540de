namespace Sync.Gateway.Stock;

/// <summary>Which past a position is from: the name of the time, the instant in plant time, and the source's update that ended it.</summary>
internal sealed record AsOfBody(ReadTime Time, DateTimeOffset At, string? Source, string? MessageId, int? Epoch, long? Sequence);

/// <summary>Two moments of a position and what moved between: from + omitted + lines = to.</summary>
internal sealed record ComparisonBody(
    PositionBody From, PositionBody To, string TimeZone, string? Unit, decimal OnHand, decimal Available, IReadOnlyList<AmountBody> Changes,
    int OmittedLines, IReadOnlyList<AmountBody> Omitted, IReadOnlyList<LineBody> Lines, string Summary)
{
    public static ComparisonBody Of(StockComparison c) => new(
        PositionBody.Of(c.From), PositionBody.Of(c.To), c.TimeZone, (c.To.Position.Unit ?? c.From.Position.Unit)?.Code,
        Decimals.Normalize(c.OnHand), Decimals.Normalize(c.Available), [.. c.Changes.Select(a => AmountBody.Of(a.Account, a.Amount))],
        c.OmittedLines, [.. c.Omitted.Select(a => AmountBody.Of(a.Account, a.Amount))], [.. c.Lines.Select(LineBody.Of)], c.Summary);
}

namespace Sync.Gateway.Stock;

/// <summary>Why a position's number is what it is: opening + changes of the lines = closing.</summary>
internal sealed record ExplanationBody(
    string Plant, string Location, string Item, long Version, string? Unit, string TimeZone, string Summary,
    decimal OnHand, decimal Available, decimal Reserved, decimal Free,
    OpeningBody Opening, IReadOnlyList<LineBody> Lines, OpeningBody Closing, string? Before,
    IReadOnlyList<SourceStatement> Sources, IReadOnlyList<HeldExplained> Held, IReadOnlyList<InFlight> InFlight, IReadOnlyList<NextStep> Next)
{
    public static ExplanationBody Of(Explanation e) => new(
        e.Key.Plant.Value, e.Key.Location.Value, e.Key.Item.Value, e.Version, e.Unit?.Code, e.TimeZone, e.Summary,
        e.Now.OnHand, e.Now.Available, e.Now.Reserved, e.Now.Free,
        OpeningBody.Of(e.Opening), [.. e.Lines.Select(LineBody.Of)], OpeningBody.Of(e.Closing), e.Earlier, e.Sources, e.Held, e.InFlight, e.Next);
}

/// <summary>What was there before or after the lines.</summary>
internal sealed record OpeningBody(decimal OnHand, decimal Available, IReadOnlyList<AmountBody> Accounts)
{
    public static OpeningBody Of(ExplainBalance b) => new(b.OnHand, b.Available, [.. b.Accounts.Select(a => AmountBody.Of(a.Account, a.Amount))]);
}

/// <summary>One thing that happened, with what was there after it.</summary>
internal sealed record LineBody(
    long Version, string Kind, MovementType? Movement, string Words, string Source, int Epoch, string MessageId, long? Sequence,
    DocumentReference? Reference, Quantity? Quantity, decimal? Amount, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, IReadOnlyList<string> Marks,
    IReadOnlyList<LineChangeBody> Changes, decimal OnHandChange, decimal AvailableChange, decimal OnHand, decimal Available,
    decimal? CountBooked, UpdateId? Reverses, IReadOnlyList<UpdateId>? ReversedBy, string? CorrelationId)
{
    public static LineBody Of(ExplainLine l) => new(
        l.Version, l.Kind, l.Movement, l.Words, l.Source, l.Epoch, l.MessageId, l.Sequence, l.Reference, l.Quantity, l.Amount, l.OccurredAt, l.RecordedAt, l.Marks,
        [.. l.Changes.Select(LineChangeBody.Of)], l.OnHandChange, l.AvailableChange, l.OnHand, l.Available,
        l.CountBooked, l.Reverses, l.ReversedBy.IsEmpty ? null : l.ReversedBy, l.CorrelationId);
}

/// <summary>A change of one account, and its balance after.</summary>
internal sealed record LineChangeBody(string? Lot, StockStatus Status, string? Owner, decimal Change, decimal Balance)
{
    public static LineChangeBody Of(LineChange c) => new(c.Account.Lot?.Value, c.Account.Status, c.Account.Owner?.Value, c.Change, c.Balance);
}

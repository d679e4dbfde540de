using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Form and range of what can be said to a stock position.</summary>
internal static class StockUpdateRules
{
    private const int MaxLines = 200;
    private const int MaxReason = 500;

    /// <summary>The identity of the sending update as text.</summary>
    private const int MaxTransferId = (2 * UpdateId.MaxLength) + 20;

    private static readonly ImmutableArray<MovementType> In =
        [MovementType.Receipt, MovementType.ProductionOutput, MovementType.ByProduct, MovementType.CustomerReturn, MovementType.InitialLoad];

    private static readonly ImmutableArray<MovementType> Out =
        [MovementType.Issue, MovementType.ProductionConsume, MovementType.Ship, MovementType.Scrap, MovementType.ReturnToSupplier];

    /// <summary>The payload as it is kept, or why it is refused.</summary>
    public static (UpdatePayload Payload, Refusal? Refusal) Accept(StockUpdate stock, Update update, UpdateType type) => stock switch
    {
        StockUpdate.Received r => (StockAccounts.Own(r.Account, out var own) ? r with { Account = own } : r, Received(r, update, type)),
        StockUpdate.Issued i => (StockAccounts.Own(i.Account, out var own) ? i with { Account = own } : i, Issued(i, update, type)),
        StockUpdate.Transferred t => (StockAccounts.Own(t.Account, out var own) ? t with { Account = own } : t, Transferred(t, update)),
        StockUpdate.StatusChanged s => (StockAccounts.Own(s.From, out var own) ? s with { From = own } : s, StatusChanged(s)),
        StockUpdate.Counted c => Counted(c, update),
        StockUpdate.CountPosted p => (StockAccounts.Own(p.Account, out var own) ? p with { Account = own } : p, CountPosted(p)),
        StockUpdate.Adjusted a => (StockAccounts.Own(a.Account, out var own) ? a with { Account = own } : a, Adjusted(a)),
        StockUpdate.Reversed r => (r, Reversed(r)),
        StockUpdate.Reserve r => (r, Fields.Line("reservation", r.Reservation) ?? Quantities.Positive("quantity", r.Quantity) ?? Fields.Line("for", r.For)),
        StockUpdate.Release r => (r, Fields.Line("reservation", r.Reservation) ?? (r.Quantity is { } q ? Quantities.Positive("quantity", q) : null)),
        StockUpdate.Arrive a => (a, Arrive(a)),
        StockUpdate.ConfirmArrival c => (c, Fields.Line("transferId", c.TransferId, MaxTransferId) ?? Quantities.NotNegative("quantity", c.Quantity)),
        StockUpdate.Expire e => (e, Fields.Line("reservation", e.Reservation)),
        _ => (stock, null),
    };

    private static Refusal? Received(StockUpdate.Received r, Update update, UpdateType type) =>
        Quantities.Positive("quantity", r.Quantity) ?? Movement(r.Movement, In, type) ?? StockAccounts.Check("account", r.Account)
        ?? Fields.Reference(r.Reference) ?? Started(r.StartedAt, update);

    private static Refusal? Issued(StockUpdate.Issued i, Update update, UpdateType type) =>
        Quantities.Positive("quantity", i.Quantity) ?? Movement(i.Movement, Out, type) ?? StockAccounts.Check("account", i.Account)
        ?? (i.Reservation is { } reservation ? Fields.Line("reservation", reservation) : null) ?? Fields.Reference(i.Reference) ?? Started(i.StartedAt, update);

    private static Refusal? Transferred(StockUpdate.Transferred t, Update update)
    {
        if (!Identifiers.IsValid(t.To.Value)) return ErrorCodes.FieldInvalid.With("data.to is not a location");
        if (StockKey.Parse(update.Target.Id).Location == t.To) return ErrorCodes.FieldInvalid.With($"data.to is '{t.To}', which is the sending location itself");
        return Quantities.Positive("quantity", t.Quantity) ?? StockAccounts.Check("account", t.Account) ?? Fields.Reference(t.Reference);
    }

    private static Refusal? StatusChanged(StockUpdate.StatusChanged s) =>
        Quantities.Positive("quantity", s.Quantity) ?? StockAccounts.Check("from", s.From) ?? StockAccounts.Status("to", s.To)
        ?? (s.From.Status == s.To ? ErrorCodes.FieldInvalid.With($"data.to is {s.To}, which is the status it leaves") : null) ?? Fields.Reference(s.Reference);

    private static (UpdatePayload Payload, Refusal? Refusal) Counted(StockUpdate.Counted c, Update update)
    {
        if (update is { OccurredAt: null, LocalTime: null }) return (c, ErrorCodes.FieldMissing.With("time is missing: a count holds as of its time"));
        if (c.Lines.IsDefault) c = c with { Lines = [] };
        if (c.Lines.Length > MaxLines || (c.Lines.IsEmpty && !c.Complete))
            return (c, ErrorCodes.FieldInvalid.With($"data.lines has {c.Lines.Length} lines: 1 to {MaxLines} are expected, or none in a complete count"));
        var lines = c.Lines.ToBuilder();
        var seen = new HashSet<StockAccount>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line is null) return (c, ErrorCodes.FieldInvalid.With($"data.lines[{i}] is null"));
            var wrong = Quantities.NotNegative($"lines[{i}].quantity", line.Quantity) ?? StockAccounts.Check($"lines[{i}].account", line.Account);
            if (wrong is not null) return (c, wrong);
            if (StockAccounts.Own(line.Account, out var own)) lines[i] = line with { Account = own };
            if (!seen.Add(own)) return (c, ErrorCodes.FieldInvalid.With($"data.lines[{i}] counts the account {own} a second time"));
        }

        return (c with { Lines = lines.ToImmutable() }, Fields.Reference(c.Reference));
    }

    private static Refusal? CountPosted(StockUpdate.CountPosted p) =>
        Quantities.NotZero("difference", p.Difference) ?? StockAccounts.Check("account", p.Account) ?? Fields.Line("count", p.Count);

    private static Refusal? Adjusted(StockUpdate.Adjusted a) =>
        Quantities.NotZero("difference", a.Difference) ?? Fields.Text("reason", a.Reason, MaxReason) ?? StockAccounts.Check("account", a.Account)
        ?? Fields.Reference(a.Reference);

    private static Refusal? Reversed(StockUpdate.Reversed r) =>
        Fields.Line("reverses", r.Reverses) ?? (r.Quantity is { } q ? Quantities.Positive("quantity", q) : null)
        ?? (r.ReversesSource is { } source ? Fields.Line("reversesSource", source) : null) ?? Fields.Reference(r.Reference);

    /// <summary>0 is possible: what was sent may have been less than the item's scale shows.</summary>
    private static Refusal? Arrive(StockUpdate.Arrive a) =>
        Fields.Line("transferId", a.TransferId, MaxTransferId) ?? Quantities.NotNegative("quantity", a.Quantity) ?? StockAccounts.Check("account", a.Account)
        ?? (StockKey.TryParse(a.From.ToString(), out _) ? null : ErrorCodes.FieldInvalid.With("data.from is not a stock position")) ?? Fields.Reference(a.Reference);

    private static Refusal? Movement(MovementType movement, ImmutableArray<MovementType> allowed, UpdateType type) => allowed.Contains(movement)
        ? null
        : ErrorCodes.FieldInvalid.With($"data.movement is {movement}, which {type.Name} cannot be: {string.Join(", ", allowed)}");

    private static Refusal? Started(DateTimeOffset? startedAt, Update update) => startedAt is { } start && update.OccurredAt is { } end && start > end
        ? ErrorCodes.FieldInvalid.With($"data.startedAt {start:O} is after time {end:O}")
        : null;
}

namespace Sync.Gateway.Stock;

/// <summary>A position as it stands.</summary>
internal sealed record PositionBody(
    string Plant, string Location, string Item, long Version, string? Unit, decimal OnHand, decimal Available, decimal Reserved, decimal Free,
    IReadOnlyList<BalanceBody> Accounts, IReadOnlyList<ReservationBody> Reservations, IReadOnlyList<TransferBody> Transfers, IReadOnlyList<SourceBody> Sources, int Held,
    IReadOnlyList<ClaimBody>? Claims, AsOfBody? AsOf = null)
{
    public static PositionBody Of(StockPast past) => Of(past.Position, past.At) with { AsOf = new AsOfBody(past.Time, past.At, past.Source, past.MessageId, past.Epoch, past.Sequence) };

    public static PositionBody Of(StockPosition p, DateTimeOffset now) => new(
        p.Key.Plant.Value, p.Key.Location.Value, p.Key.Item.Value, p.Version, p.Unit?.Code,
        Decimals.Normalize(p.Measures.OnHand), Decimals.Normalize(p.Measures.Available), Decimals.Normalize(p.Measures.Reserved), Decimals.Normalize(p.Measures.Free),
        [.. p.Accounts.Select(BalanceBody.Of)], [.. p.Reservations.Select(ReservationBody.Of)], [.. p.Transfers.Select(TransferBody.Of)],
        [.. p.Sources.Select(s => SourceBody.Of(s, now))], p.Held,
        p.Claims.IsDefaultOrEmpty ? null : [.. p.Claims.Select(ClaimBody.Of)]);
}

/// <summary>An account with its balance.</summary>
internal sealed record BalanceBody(string? Lot, StockStatus Status, string? Owner, decimal Balance, DateTimeOffset? CountedAt, decimal CountDifference)
{
    public static BalanceBody Of(AccountBalance a) => new(
        a.Account.Lot?.Value, a.Account.Status, a.Account.Owner?.Value, Decimals.Normalize(a.Balance), a.CountedAt, Decimals.Normalize(a.CountDifference));
}

/// <summary>An open reservation.</summary>
internal sealed record ReservationBody(string Reservation, string For, decimal Quantity, decimal Consumed, decimal Released, decimal Open, DateTimeOffset? ExpiresAt)
{
    public static ReservationBody Of(ReservationView r) => new(
        r.Reservation, r.For, Decimals.Normalize(r.Quantity), Decimals.Normalize(r.Consumed), Decimals.Normalize(r.Released), Decimals.Normalize(r.Open), r.ExpiresAt);
}

/// <summary>A transfer that has left and is not confirmed as arrived.</summary>
internal sealed record TransferBody(string Id, string To, decimal Quantity, string? Lot, StockStatus Status, string? Owner, DateTimeOffset SentAt)
{
    public static TransferBody Of(OpenTransfer t) => new(
        t.TransferId, t.To.Value, Decimals.Normalize(t.Quantity), t.Account.Lot?.Value, t.Account.Status, t.Account.Owner?.Value, t.SentAt);
}

/// <summary>What one source last said, and how old that is.</summary>
internal sealed record SourceBody(string Source, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, double AgeSeconds, long Updates)
{
    public static SourceBody Of(SourceAge s, DateTimeOffset now) => new(
        s.Source, s.OccurredAt, s.RecordedAt, Math.Round(Math.Max(0, (now - s.OccurredAt).TotalSeconds), 3), s.Updates);
}

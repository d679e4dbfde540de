namespace Sync.Gateway.Stock;

/// <summary>An open claim: what a source reported that does not own it. It is in no balance.</summary>
internal sealed record ClaimBody(
    string Source, int Epoch, string Id, MovementType Movement, DocumentReference? Reference, string? Lot, decimal Claimed, decimal Difference,
    ClaimStanding Standing, DateTimeOffset OccurredAt, DateTimeOffset Since, DateTimeOffset DueAt)
{
    public static ClaimBody Of(ClaimView c) => new(
        c.Claim.Source, c.Claim.Epoch, c.Claim.MessageId, c.Movement, c.Reference, c.Lot?.Value, Decimals.Normalize(c.Claimed), Decimals.Normalize(c.Difference),
        c.Standing, c.OccurredAt, c.Since, c.DueAt);
}

namespace Sync.Contracts;

/// <summary>A claim that is open: a movement that a source reported which does not own it, and whose owner has not said the same. It is not in any
/// balance. Immutable, thread-safe.</summary>
/// <param name="Claim">The update that reported it.</param>
/// <param name="Movement">Its type.</param>
/// <param name="Reference">The document behind it; absent: it names none and can never be matched.</param>
/// <param name="Lot">The lot, if one.</param>
/// <param name="Claimed">What it says, less what was reversed, in the item's base unit: in above 0, out below 0.</param>
/// <param name="Difference">What all claims of the source for the same goods say more (above 0) or less than the owner.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="OccurredAt">When it happened, as it says.</param>
/// <param name="Since">When it was recorded.</param>
/// <param name="DueAt">Until when the owner has time.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.claim-view")]
public sealed record ClaimView(
    [property: Id(0)] UpdateId Claim,
    [property: Id(1)] MovementType Movement,
    [property: Id(2)] DocumentReference? Reference,
    [property: Id(3)] LotNumber? Lot,
    [property: Id(4)] decimal Claimed,
    [property: Id(5)] decimal Difference,
    [property: Id(6)] ClaimStanding Standing,
    [property: Id(7)] DateTimeOffset OccurredAt,
    [property: Id(8)] DateTimeOffset Since,
    [property: Id(9)] DateTimeOffset DueAt);

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The measures of stock, in the item's base unit (DOMAIN 4). Immutable, thread-safe.</summary>
/// <param name="OnHand">Everything that is physically here, in any status, of any owner.</param>
/// <param name="Available">Status Available and own.</param>
/// <param name="Reserved">Open quantity of reservations.</param>
/// <param name="Free">Available minus reserved; may be negative.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-measures")]
public readonly record struct StockMeasures(
    [property: Id(0)] decimal OnHand, [property: Id(1)] decimal Available, [property: Id(2)] decimal Reserved, [property: Id(3)] decimal Free);

/// <summary>One account with its balance. Immutable, thread-safe.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Balance">In the item's base unit; may be negative.</param>
/// <param name="CountedAt">As of when the newest count that holds for it was made.</param>
/// <param name="CountDifference">All count gains and losses booked on it so far.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.account-balance")]
public sealed record AccountBalance(
    [property: Id(0)] StockAccount Account,
    [property: Id(1)] decimal Balance,
    [property: Id(2)] DateTimeOffset? CountedAt,
    [property: Id(3)] decimal CountDifference);

/// <summary>A reservation as it stands. Immutable, thread-safe.</summary>
/// <param name="Reservation">Its id.</param>
/// <param name="For">Who or what it is for.</param>
/// <param name="Quantity">What was asked for.</param>
/// <param name="Consumed">What was taken from it.</param>
/// <param name="Released">What was given back or expired.</param>
/// <param name="Open">What is still set aside, 0 or more.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.reservation-view")]
public sealed record ReservationView(
    [property: Id(0)] string Reservation,
    [property: Id(1)] string For,
    [property: Id(2)] decimal Quantity,
    [property: Id(3)] decimal Consumed,
    [property: Id(4)] decimal Released,
    [property: Id(5)] decimal Open,
    [property: Id(6)] DateTimeOffset? ExpiresAt);

/// <summary>A transfer that has left this position and is not confirmed as arrived. Immutable, thread-safe.</summary>
/// <param name="TransferId">The transfer.</param>
/// <param name="To">The receiving location.</param>
/// <param name="Quantity">In the item's base unit.</param>
/// <param name="Account">The account that it left.</param>
/// <param name="SentAt">When it left.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.open-transfer")]
public sealed record OpenTransfer(
    [property: Id(0)] string TransferId,
    [property: Id(1)] LocationId To,
    [property: Id(2)] decimal Quantity,
    [property: Id(3)] StockAccount Account,
    [property: Id(4)] DateTimeOffset SentAt);

/// <summary>What one source last said about a position. Immutable, thread-safe.</summary>
/// <param name="Source">The source.</param>
/// <param name="OccurredAt">The latest instant that it reported.</param>
/// <param name="RecordedAt">When its newest update was recorded.</param>
/// <param name="Updates">How many of its updates are recorded.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.source-age")]
public sealed record SourceAge(
    [property: Id(0)] string Source,
    [property: Id(1)] DateTimeOffset OccurredAt,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] long Updates);

/// <summary>A stock position as it stands, from committed state only. Immutable, thread-safe.</summary>
/// <param name="Key">Plant, location, item.</param>
/// <param name="Version">The entity's version.</param>
/// <param name="Unit">The item's base unit; absent as long as nothing moved.</param>
/// <param name="Measures">The measures.</param>
/// <param name="Accounts">Every account that was ever touched and is not empty, ordered.</param>
/// <param name="Reservations">Open reservations.</param>
/// <param name="Transfers">Transfers sent and not confirmed.</param>
/// <param name="Sources">What each source last said.</param>
/// <param name="Held">How many updates are held.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-position")]
public sealed record StockPosition(
    [property: Id(0)] StockKey Key,
    [property: Id(1)] long Version,
    [property: Id(2)] UnitCode? Unit,
    [property: Id(3)] StockMeasures Measures,
    [property: Id(4)] ImmutableArray<AccountBalance> Accounts,
    [property: Id(5)] ImmutableArray<ReservationView> Reservations,
    [property: Id(6)] ImmutableArray<OpenTransfer> Transfers,
    [property: Id(7)] ImmutableArray<SourceAge> Sources,
    [property: Id(8)] int Held)
{
    /// <summary>The open claims, oldest first: movements of sources that do not own them. They are in no balance.</summary>
    [Id(9)]
    public ImmutableArray<ClaimView> Claims { get; init; } = [];
}

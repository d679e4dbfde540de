using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What can be said to a stock position. Quantities are above 0 unless stated; the case gives the direction.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.stock")]
public abstract record StockUpdate : UpdatePayload
{
    private StockUpdate()
    {
    }

    /// <summary>Fact: goods came in from outside the position (type <c>com.orleanssync.stock.received.v1</c>).</summary>
    /// <param name="Quantity">How much, above 0.</param>
    /// <param name="Account">Where it was put.</param>
    /// <param name="Movement">Receipt (default), ProductionOutput, ByProduct, CustomerReturn or InitialLoad.</param>
    /// <param name="Reference">The document behind it.</param>
    /// <param name="StartedAt">When the movement began, if it lasted: a count inside the period opens a case.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.received")]
    public sealed record Received(
        [property: Id(0)] Quantity Quantity,
        [property: Id(1)] StockAccount Account = default,
        [property: Id(2)] MovementType Movement = MovementType.Receipt,
        [property: Id(3)] DocumentReference? Reference = null,
        [property: Id(4)] DateTimeOffset? StartedAt = null) : StockUpdate;

    /// <summary>Fact: goods left the position (type <c>com.orleanssync.stock.issued.v1</c>).</summary>
    /// <param name="Quantity">How much, above 0.</param>
    /// <param name="Account">Where it was taken.</param>
    /// <param name="Movement">Issue (default), ProductionConsume, Ship, Scrap or ReturnToSupplier.</param>
    /// <param name="Reservation">The reservation that this consumes, if any.</param>
    /// <param name="Reference">The document behind it.</param>
    /// <param name="StartedAt">When the movement began, if it lasted (a backflush): a count inside the period opens a case.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.issued")]
    public sealed record Issued(
        [property: Id(0)] Quantity Quantity,
        [property: Id(1)] StockAccount Account = default,
        [property: Id(2)] MovementType Movement = MovementType.Issue,
        [property: Id(3)] string? Reservation = null,
        [property: Id(4)] DocumentReference? Reference = null,
        [property: Id(5)] DateTimeOffset? StartedAt = null) : StockUpdate;

    /// <summary>Fact: goods were sent to another location of the plant (type <c>com.orleanssync.stock.transferred.v1</c>).
    /// The update goes to the sending position; the receiving half follows by itself.</summary>
    /// <param name="Quantity">How much, above 0.</param>
    /// <param name="To">The receiving location.</param>
    /// <param name="Account">Where it was taken; it arrives in the same account.</param>
    /// <param name="Reference">The document behind it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.transferred")]
    public sealed record Transferred(
        [property: Id(0)] Quantity Quantity,
        [property: Id(1)] LocationId To,
        [property: Id(2)] StockAccount Account = default,
        [property: Id(3)] DocumentReference? Reference = null) : StockUpdate;

    /// <summary>Fact: goods changed status, for example after inspection (type <c>com.orleanssync.stock.status-changed.v1</c>).</summary>
    /// <param name="Quantity">How much, above 0.</param>
    /// <param name="From">The account it leaves.</param>
    /// <param name="To">The status it gets; lot and owner stay.</param>
    /// <param name="Reference">The document behind it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.status-changed")]
    public sealed record StatusChanged(
        [property: Id(0)] Quantity Quantity,
        [property: Id(1)] StockAccount From,
        [property: Id(2)] StockStatus To,
        [property: Id(3)] DocumentReference? Reference = null) : StockUpdate;

    /// <summary>Fact: the position was counted (type <c>com.orleanssync.stock.counted.v1</c>). Absolute as of the update's time, which is required.</summary>
    /// <param name="Lines">What was found, one line an account, 1 to 200 (a complete count may have none).</param>
    /// <param name="Complete">True: accounts that are not listed are zero. False (default): they were not counted.</param>
    /// <param name="Reference">The count document.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.counted")]
    public sealed record Counted(
        ImmutableArray<CountLine> Lines = default,
        [property: Id(1)] bool Complete = false,
        [property: Id(2)] DocumentReference? Reference = null) : StockUpdate
    {
        /// <summary>What was found; empty when nothing was given.</summary>
        [Id(0)]
        public ImmutableArray<CountLine> Lines { get; init; } = Lines.IsDefault ? [] : Lines;
    }

    /// <summary>Fact: the system of record posted the difference of a count (SAP 701, 702). It confirms the count and moves nothing
    /// (type <c>com.orleanssync.stock.count-posted.v1</c>).</summary>
    /// <param name="Difference">Gain above 0, loss below 0, never 0.</param>
    /// <param name="Account">The account.</param>
    /// <param name="Count">The count document that it posts.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.count-posted")]
    public sealed record CountPosted(
        [property: Id(0)] Quantity Difference,
        [property: Id(1)] StockAccount Account,
        [property: Id(2)] string Count) : StockUpdate;

    /// <summary>Fact: the balance was corrected by hand, with a reason (type <c>com.orleanssync.stock.adjusted.v1</c>).</summary>
    /// <param name="Difference">Up above 0, down below 0, never 0.</param>
    /// <param name="Reason">Why, 1 to 500 characters.</param>
    /// <param name="Account">The account.</param>
    /// <param name="Reference">The document behind it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.adjusted")]
    public sealed record Adjusted(
        [property: Id(0)] Quantity Difference,
        [property: Id(1)] string Reason,
        [property: Id(2)] StockAccount Account = default,
        [property: Id(3)] DocumentReference? Reference = null) : StockUpdate;

    /// <summary>Fact: an earlier movement at this position is undone, in full or in part (type <c>com.orleanssync.stock.reversed.v1</c>).
    /// Held until the movement it names is here.</summary>
    /// <param name="Reverses">The message id of the movement, from the same source unless <paramref name="ReversesSource"/> says otherwise.</param>
    /// <param name="Quantity">How much of it; absent: all that is left.</param>
    /// <param name="ReversesSource">The source of the movement, if another.</param>
    /// <param name="Reference">The document behind it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.reversed")]
    public sealed record Reversed(
        [property: Id(0)] string Reverses,
        [property: Id(1)] Quantity? Quantity = null,
        [property: Id(2)] string? ReversesSource = null,
        [property: Id(3)] DocumentReference? Reference = null) : StockUpdate;

    /// <summary>Request: set quantity aside (type <c>com.orleanssync.stock.reserve.v1</c>).</summary>
    /// <param name="Reservation">Its own id, unique at the position.</param>
    /// <param name="Quantity">How much, above 0.</param>
    /// <param name="For">The owner of the reservation: an order component or a name given by the caller.</param>
    /// <param name="ExpiresAt">When it ends by itself; order reservations have none.</param>
    /// <param name="AllowShort">True: reserve even when free is smaller (free then shows negative). False (default): refuse.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.reserve")]
    public sealed record Reserve(
        [property: Id(0)] string Reservation,
        [property: Id(1)] Quantity Quantity,
        [property: Id(2)] string For,
        [property: Id(3)] DateTimeOffset? ExpiresAt = null,
        [property: Id(4)] bool AllowShort = false) : StockUpdate;

    /// <summary>Request: give a reservation back, in full or in part (type <c>com.orleanssync.stock.release.v1</c>).</summary>
    /// <param name="Reservation">Its id.</param>
    /// <param name="Quantity">How much of it; absent: all that is open.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.release")]
    public sealed record Release(
        [property: Id(0)] string Reservation,
        [property: Id(1)] Quantity? Quantity = null) : StockUpdate;

    /// <summary>Internal: the receiving half of a transfer, sent by the flow.</summary>
    /// <param name="TransferId">The transfer: identity of the sending update, as text.</param>
    /// <param name="From">The sending position.</param>
    /// <param name="Quantity">How much, in the item's base unit.</param>
    /// <param name="Account">The account it arrives in.</param>
    /// <param name="Reference">The document behind the transfer.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.arrive")]
    public sealed record Arrive(
        [property: Id(0)] string TransferId,
        [property: Id(1)] StockKey From,
        [property: Id(2)] Quantity Quantity,
        [property: Id(3)] StockAccount Account,
        [property: Id(4)] DocumentReference? Reference = null) : StockUpdate;

    /// <summary>Internal: tells the sender that its transfer has arrived.</summary>
    /// <param name="TransferId">The transfer.</param>
    /// <param name="Quantity">How much arrived, in the item's base unit.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.confirm-arrival")]
    public sealed record ConfirmArrival(
        [property: Id(0)] string TransferId,
        [property: Id(1)] Quantity Quantity) : StockUpdate;

    /// <summary>Internal: the expiry of a reservation has come.</summary>
    /// <param name="Reservation">Its id.</param>
    /// <param name="ExpiresAt">The expiry it was set for; another one by now: nothing happens.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.expire")]
    public sealed record Expire(
        [property: Id(0)] string Reservation,
        [property: Id(1)] DateTimeOffset ExpiresAt) : StockUpdate;

    /// <summary>Internal: the time that a claim waits for its owner's report is up.</summary>
    /// <param name="Claim">The update that made the claim.</param>
    /// <param name="DueAt">The time that has passed; another one by now: nothing happens.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.stock.claim-due")]
    public sealed record ClaimDue(
        [property: Id(0)] UpdateId Claim,
        [property: Id(1)] DateTimeOffset DueAt) : StockUpdate;
}

/// <summary>One line of a count. Immutable, thread-safe.</summary>
/// <param name="Quantity">What was found, 0 or more.</param>
/// <param name="Account">The account that was counted.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.count-line")]
public sealed record CountLine(
    [property: Id(0)] Quantity Quantity,
    [property: Id(1)] StockAccount Account = default);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What happened to a stock position. Amounts are in the item's base unit unless they carry a unit.</summary>
public abstract record StockEvent : DomainEvent
{
    private StockSeldom? _seldom;

    private StockEvent()
    {
    }

    /// <summary>The item's base unit.</summary>
    public required UnitCode Unit { get; init; }

    /// <summary>Every account that changed, with its balance after; empty when none did.</summary>
    public required ImmutableArray<AccountChange> Changes { get; init; }

    /// <summary>The open reserved quantity of the position after this event.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>What a person should know; absent when nothing.</summary>
    public ImmutableArray<string>? Flags { get => _seldom?.Flags; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Flags = v }); }

    /// <summary>The quantity as the source said it, where it said one; below 0 only for differences.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The factor to the base unit, where the source used another unit.</summary>
    public Ratio? Factor { get => _seldom?.Factor; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Factor = v }); }

    /// <summary>What rounding to the item's scale cut off (exact minus rounded), where it cut anything off.</summary>
    public decimal? Residual { get => _seldom?.Residual; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Residual = v }); }

    /// <summary>The counts that this late event corrects, with the difference that was booked before and after; absent when none.</summary>
    public ImmutableArray<CountCorrection>? Corrections { get => _seldom?.Corrections; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Corrections = v }); }

    /// <summary>What this report did to claims about the same goods; absent where no rule of ownership speaks of it.</summary>
    public ClaimChanges? Claims { get; init; }

    /// <summary>Stored as <c>stock.moved</c>: a quantity came, went or changed account. The first change is on the account that was named.</summary>
    public sealed record Moved : StockEvent
    {
        /// <summary>The movement type.</summary>
        public required MovementType Movement { get; init; }

        /// <summary>The plant-local posting date.</summary>
        public DateOnly? PostingDate { get; init; }

        /// <summary>The posting date that was said, where its period was closed and the movement is posted on the first open day.</summary>
        public DateOnly? SaidPostingDate { get => _seldom?.SaidPostingDate; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { SaidPostingDate = v }); }

        /// <summary>What is owed, or owed no more, to the owner of consigned goods; absent where none were consumed.</summary>
        public Settlement? Settlement { get => _seldom?.Settlement; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Settlement = v }); }

        /// <summary>The document behind it.</summary>
        public DocumentReference? Reference { get; init; }

        /// <summary>When the movement began, if it lasted.</summary>
        public DateTimeOffset? StartedAt { get => _seldom?.StartedAt; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { StartedAt = v }); }

        /// <summary>The reservation that it consumed.</summary>
        public string? Reservation { get => _seldom?.Reservation; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Reservation = v }); }

        /// <summary>The transfer that it started.</summary>
        public TransferOut? Transfer { get => _seldom?.Transfer; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Transfer = v }); }

        /// <summary>The movement that it reverses.</summary>
        public UpdateId? Reverses { get => _seldom?.Reverses; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Reverses = v }); }

        /// <summary>Why, for adjustments.</summary>
        public string? Reason { get => _seldom?.Reason; init => _seldom = StockSeldom.With(_seldom, value, static (s, v) => s with { Reason = v }); }
    }

    /// <summary>Stored as <c>stock.transfer-arrived</c>: the receiving half of a transfer.</summary>
    public sealed record TransferArrived : StockEvent
    {
        /// <summary>Always <see cref="MovementType.Transfer"/>.</summary>
        public MovementType Movement { get; init; } = MovementType.Transfer;

        /// <summary>What arrived.</summary>
        public required TransferIn Transfer { get; init; }

        /// <summary>The plant-local posting date.</summary>
        public DateOnly? PostingDate { get; init; }

        /// <summary>The posting date that was said, where its period was closed and the arrival is posted on the first open day.</summary>
        public DateOnly? SaidPostingDate { get; init; }

        /// <summary>The document behind the transfer.</summary>
        public DocumentReference? Reference { get; init; }

        /// <summary>The transfer.</summary>
        [JsonIgnore]
        public string TransferId => Transfer.Id;

        /// <summary>The sending position.</summary>
        [JsonIgnore]
        public StockKey From => Transfer.From;

        /// <summary>How much arrived, in the base unit.</summary>
        [JsonIgnore]
        public decimal Amount => Transfer.Amount;
    }

    /// <summary>Stored as <c>stock.transfer-confirmed</c>: the sender knows that its transfer has arrived.</summary>
    public sealed record TransferConfirmed : StockEvent
    {
        /// <summary>The transfer.</summary>
        public required string TransferId { get; init; }

        /// <summary>How much arrived.</summary>
        public required decimal Amount { get; init; }
    }

    /// <summary>Stored as <c>stock.counted</c>: an absolute value as of the record's occurred-at.</summary>
    public sealed record Counted : StockEvent
    {
        /// <summary>What was found, in the base unit, ordered by account.</summary>
        public required ImmutableArray<AccountAmount> Found { get; init; }

        /// <summary>The lines that were counted in another unit or rounded, as the source said them; absent when none were.</summary>
        public ImmutableArray<CountedAs>? Converted { get; init; }

        /// <summary>Whether accounts that are not listed are zero.</summary>
        public bool Complete { get; init; }

        /// <summary>True when a newer count was known: no effect on the present.</summary>
        public bool Superseded { get; init; }

        /// <summary>The count document.</summary>
        public DocumentReference? Reference { get; init; }
    }

    /// <summary>Stored as <c>stock.count-posted</c>: the system of record posted a count's difference.</summary>
    public sealed record CountPosted : StockEvent
    {
        /// <summary>The count document.</summary>
        public required string Count { get; init; }

        /// <summary>The account.</summary>
        public required StockAccount Account { get; init; }

        /// <summary>Gain above 0, loss below 0.</summary>
        public required decimal Amount { get; init; }
    }

    /// <summary>Stored as <c>stock.echoed</c>: a system that got a change of ours posted it and reports it back. It confirms and moves nothing.</summary>
    public sealed record Echoed : StockEvent
    {
        /// <summary>The movement type.</summary>
        public required MovementType Movement { get; init; }

        /// <summary>The change that it confirms, as it was delivered: <c>stock/plant/location/item@version</c>.</summary>
        public required string Change { get; init; }

        /// <summary>The document under which the other system posted it.</summary>
        public DocumentReference? Reference { get; init; }
    }

    /// <summary>Stored as <c>stock.claimed</c>: a source reported a movement that it does not own. It moves nothing and waits for the owner's report.</summary>
    public sealed record Claimed : StockEvent
    {
        /// <summary>The movement type.</summary>
        public required MovementType Movement { get; init; }

        /// <summary>The account that it would move.</summary>
        public required StockAccount Account { get; init; }

        /// <summary>In above 0, out below 0.</summary>
        public required decimal Amount { get; init; }

        /// <summary>The plant-local posting date.</summary>
        public DateOnly? PostingDate { get; init; }

        /// <summary>The document behind it.</summary>
        public DocumentReference? Reference { get; init; }

        /// <summary>The movement or claim that it takes back.</summary>
        public UpdateId? Reverses { get; init; }

        /// <summary>Until when the owner has time; absent for what takes back another claim.</summary>
        public DateTimeOffset? DueAt { get; init; }
    }

    /// <summary>Stored as <c>stock.claim-overdue</c>: the owner did not report in time what a claim says.</summary>
    public sealed record ClaimOverdue : StockEvent;

    /// <summary>Stored as <c>stock.reserved</c>.</summary>
    public sealed record ReservationMade : StockEvent
    {
        /// <summary>The reservation's id.</summary>
        public required string Reservation { get; init; }

        /// <summary>Who or what it is for.</summary>
        public required string For { get; init; }

        /// <summary>How much is set aside.</summary>
        public required decimal Amount { get; init; }

        /// <summary>When it ends by itself.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    /// <summary>Stored as <c>stock.released</c>: a reservation was given back or expired.</summary>
    public sealed record ReservationReleased : StockEvent
    {
        /// <summary>The reservation's id.</summary>
        public required string Reservation { get; init; }

        /// <summary>How much was given back.</summary>
        public required decimal Amount { get; init; }

        /// <summary>True when it expired.</summary>
        public bool Expired { get; init; }
    }
}

/// <summary>A change of one account.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Delta">The change of the balance; 0 when only the count difference changed.</param>
/// <param name="Balance">The balance after.</param>
/// <param name="Difference">The count gain (above 0) or loss (below 0) that this event booked or corrected; absent when none.</param>
public sealed record AccountChange(StockAccount Account, decimal Delta, decimal Balance, decimal? Difference = null);

/// <summary>What a movement that came late does to a count that contains it: the count stands, the difference that was booked for it changes.</summary>
/// <param name="Account">The account.</param>
/// <param name="AsOf">The instant of the count.</param>
/// <param name="Old">The account's difference before: gain above 0, loss below 0.</param>
/// <param name="New">The account's difference now.</param>
/// <param name="Count">The count document, where the count names one.</param>
public sealed record CountCorrection(StockAccount Account, DateTimeOffset AsOf, decimal Old, decimal New, string? Count = null);

/// <summary>The sending half of a transfer.</summary>
/// <param name="Id">The transfer: identity of the sending update, as text.</param>
/// <param name="To">The receiving location.</param>
/// <param name="Amount">How much, in the base unit.</param>
public sealed record TransferOut(string Id, LocationId To, decimal Amount);

/// <summary>The receiving half of a transfer.</summary>
/// <param name="Id">The transfer: identity of the sending update, as text.</param>
/// <param name="From">The sending position.</param>
/// <param name="Amount">How much, in the base unit.</param>
public sealed record TransferIn(string Id, StockKey From, decimal Amount);

/// <summary>A line of a count as its source said it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Factor">The factor to the base unit, where the source used another unit.</param>
/// <param name="Residual">What rounding to the item's scale cut off, where it cut anything off.</param>
public sealed record CountedAs(StockAccount Account, Quantity Quantity, Ratio? Factor = null, decimal? Residual = null);

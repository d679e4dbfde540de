using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>One thing that happened to a position. Immutable, thread-safe.</summary>
/// <param name="Version">The record that holds it.</param>
/// <param name="Kind">The record's kind, for example <c>stock.moved</c>.</param>
/// <param name="Movement">The movement type, where it moved something.</param>
/// <param name="Words">A full sentence that says what happened.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Epoch">The source's epoch.</param>
/// <param name="MessageId">The source's id of the message.</param>
/// <param name="Sequence">The source's sequence, if it has one.</param>
/// <param name="Reference">The document behind it.</param>
/// <param name="Quantity">The quantity as it was sent, in the unit that was sent.</param>
/// <param name="Amount">That quantity in the base unit, without direction; for a count what was found.</param>
/// <param name="OccurredAt">When it happened, plant time.</param>
/// <param name="RecordedAt">When it was recorded here, plant time.</param>
/// <param name="Marks">What is special, of <see cref="LineMarks"/>.</param>
/// <param name="Changes">The accounts that it changed.</param>
/// <param name="OnHandChange">Its change of the on-hand quantity.</param>
/// <param name="AvailableChange">Its change of the available quantity.</param>
/// <param name="OnHand">On hand after it.</param>
/// <param name="Available">Available after it.</param>
/// <param name="CountBooked">For counts: the difference that was booked when the count was recorded; late updates may have changed it since.</param>
/// <param name="Reverses">The movement that it reverses.</param>
/// <param name="ReversedBy">The reversals of this movement.</param>
/// <param name="CorrelationId">The business thread that it belongs to.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.explain-line")]
public sealed record ExplainLine(
    [property: Id(0)] long Version,
    [property: Id(1)] string Kind,
    [property: Id(2)] MovementType? Movement,
    [property: Id(3)] string Words,
    [property: Id(4)] string Source,
    [property: Id(5)] int Epoch,
    [property: Id(6)] string MessageId,
    [property: Id(7)] long? Sequence,
    [property: Id(8)] DocumentReference? Reference,
    [property: Id(9)] Quantity? Quantity,
    [property: Id(10)] decimal? Amount,
    [property: Id(11)] DateTimeOffset OccurredAt,
    [property: Id(12)] DateTimeOffset RecordedAt,
    [property: Id(13)] ImmutableArray<string> Marks,
    [property: Id(14)] ImmutableArray<LineChange> Changes,
    [property: Id(15)] decimal OnHandChange,
    [property: Id(16)] decimal AvailableChange,
    [property: Id(17)] decimal OnHand,
    [property: Id(18)] decimal Available,
    [property: Id(19)] decimal? CountBooked,
    [property: Id(20)] UpdateId? Reverses,
    [property: Id(21)] ImmutableArray<UpdateId> ReversedBy,
    [property: Id(22)] string? CorrelationId);

/// <summary>A change of one account by one line. Immutable, thread-safe.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Change">The change of the balance.</param>
/// <param name="Balance">The balance after.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.line-change")]
public sealed record LineChange([property: Id(0)] StockAccount Account, [property: Id(1)] decimal Change, [property: Id(2)] decimal Balance);

/// <summary>The marks of a line.</summary>
public static class LineMarks
{
    /// <summary>It was recorded after something that happened later.</summary>
    public const string Late = "late";

    /// <summary>It happened before a count that was known already: the count stood, its difference was corrected.</summary>
    public const string BeforeCount = ReceiptFlags.BeforeCount;

    /// <summary>A count.</summary>
    public const string Count = "count";

    /// <summary>A count whose difference was changed by what came after it was recorded.</summary>
    public const string CountCorrected = "count-corrected";

    /// <summary>A count that came when a newer one was known.</summary>
    public const string Superseded = "superseded";

    /// <summary>It reverses an earlier movement.</summary>
    public const string Reversal = "reversal";

    /// <summary>It was reversed, in full or in part.</summary>
    public const string Reversed = "reversed";
}

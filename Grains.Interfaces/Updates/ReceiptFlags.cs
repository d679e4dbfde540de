namespace Sync.Contracts;

/// <summary>Flags on an applied fact. The strings are stored: they never change.</summary>
public static class ReceiptFlags
{
    /// <summary>The account is below zero after this fact.</summary>
    public const string NegativeStock = "negative-stock";

    /// <summary>The fact happened before the last count of its account: the count stands, its difference was corrected.</summary>
    public const string BeforeCount = "before-count";

    /// <summary>The fact's own period of time contains the instant of a count: a person must say on which side it belongs.</summary>
    public const string StraddlesCount = "straddles-count";

    /// <summary>More was consumed than the reservation held open.</summary>
    public const string OverConsumed = "over-consumed";

    /// <summary>The consumption names a reservation that is not known (yet).</summary>
    public const string UnknownReservation = "unknown-reservation";

    /// <summary>The same content was recorded under another identity, and the source's contract asks for such to be flagged.</summary>
    public const string SameContent = "same-content";

    /// <summary>The quantity was rounded to the unit's scale; the residual is kept in the record.</summary>
    public const string Rounded = "rounded";

    /// <summary>The fact is a change of ours that came back from a system that got it: it confirms, and moves nothing.</summary>
    public const string Echo = "echo";

    /// <summary>Another source owns this movement: the fact is a claim. It moves nothing and waits for the owner's report.</summary>
    public const string Claim = "claim";

    /// <summary>The movement is posted into a period that is closed: a person must know.</summary>
    public const string ClosedPeriod = "closed-period";

    /// <summary>The movement was to be posted into a closed period and is posted on the first open day; the record keeps both dates.</summary>
    public const string PostingMoved = "posting-moved";

    /// <summary>A claim and the owner's report found each other.</summary>
    public const string ClaimMatched = "claim-matched";

    /// <summary>A claim and the owner's report say different quantities.</summary>
    public const string ClaimDiffers = "claim-differs";

    /// <summary>The owner's report of what a claim says did not come in time.</summary>
    public const string ClaimUnmatched = "claim-unmatched";
}

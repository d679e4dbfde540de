namespace Sync.Contracts;

/// <summary>Up to which day a plant's books are closed, and what becomes of a movement that is posted there. Immutable, thread-safe.</summary>
/// <param name="ClosedThrough">The last closed day, a date of the plant.</param>
/// <param name="Rule">What becomes of a movement that is posted there; a case unless stated.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.posting-period")]
public sealed record PostingPeriod([property: Id(0)] DateOnly ClosedThrough, [property: Id(1)] ClosedPeriodRule Rule = ClosedPeriodRule.Case)
{
    /// <summary>True when nothing may be posted on a day any more.</summary>
    public bool IsClosed(DateOnly day) => day <= ClosedThrough;
}

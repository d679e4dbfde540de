using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Where a count stands among the counts of an account: by its instant, then by its identity. Immutable.</summary>
/// <param name="AsOf">The instant as of which it holds.</param>
/// <param name="Id">Its identity as text: <c>source|epoch|id</c>.</param>
/// <param name="Reference">The number of the count document.</param>
internal sealed record CountMark(DateTimeOffset AsOf, string Id, string? Reference)
{
    public static CountMark Of(UpdateId id, DateTimeOffset asOf, DocumentReference? reference) => new(asOf, $"{id.Source}|{id.Epoch}|{id.MessageId}", reference?.Number);

    public static CountMark Of(in EventFacts facts, DocumentReference? reference) => Of(facts.Cause, facts.OccurredAt, reference);

    /// <summary>True when this count is newer than the other; every count is newer than none.</summary>
    public bool IsAfter(CountMark? other)
    {
        if (other is null) return true;
        var c = AsOf.UtcTicks.CompareTo(other.AsOf.UtcTicks);
        return c != 0 ? c > 0 : string.CompareOrdinal(Id, other.Id) > 0;
    }

    public static CountMark? Newest(CountMark? a, CountMark? b) => a is null || b?.IsAfter(a) == true ? b : a;
}

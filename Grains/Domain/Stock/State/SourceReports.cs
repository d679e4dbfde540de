using System.Collections.Immutable;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What each source last said about a position. Pure. Bounded: the source that was silent for longest is forgotten first.</summary>
internal static class SourceReports
{
    public const int Limit = 16;

    /// <summary>True when a source outside said it; false for what the system itself made of another record.</summary>
    public static bool IsReport(DomainEvent @event) =>
        @event is StockEvent and not (StockEvent.TransferArrived or StockEvent.TransferConfirmed or StockEvent.ClaimOverdue or StockEvent.ReservationReleased { Expired: true });

    /// <summary>True when the record tells of something that happened to the stock, also where another record made it happen.</summary>
    public static bool IsOccurrence(DomainEvent @event) => @event is StockEvent.TransferArrived || IsReport(@event);

    public static ImmutableArray<SourceMark> With(ImmutableArray<SourceMark> all, in EventFacts facts)
    {
        var at = Find(all, facts.Cause.Source);
        if (at >= 0)
        {
            var known = all[at];
            var latest = facts.OccurredAt > known.OccurredAt ? facts.OccurredAt : known.OccurredAt;
            return all.SetItem(at, new SourceMark(known.Source, latest, facts.RecordedAt, known.Updates + 1));
        }

        if (all.Length >= Limit) all = all.RemoveAt(Oldest(all));
        return all.Add(new SourceMark(facts.Cause.Source, facts.OccurredAt, facts.RecordedAt, 1));
    }

    public static int Find(ImmutableArray<SourceMark> all, string source)
    {
        for (var i = 0; i < all.Length; i++)
            if (all[i].Source == source) return i;
        return -1;
    }

    private static int Oldest(ImmutableArray<SourceMark> all)
    {
        var oldest = 0;
        for (var i = 1; i < all.Length; i++)
            if (all[i].RecordedAt < all[oldest].RecordedAt) oldest = i;
        return oldest;
    }
}

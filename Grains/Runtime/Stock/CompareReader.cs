using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Reads a position at two moments, and what lies between.</summary>
internal sealed class CompareReader(StockRecords records, IGrainFactory grains, TimeProvider clock)
{
    public async Task<StockCompared> ReadAsync(StockMoment from, StockMoment to, int max)
    {
        if (await records.FirstAsync() is not { } first) return new StockCompared(null, null);
        if (from.At is not { } start || to.At is not { } end || from.Time is not { } time || to.Time != time)
            return Refused(ErrorCodes.TimeMissing.With("both moments name an instant, by one and the same time"));
        if (start > end) return Refused(ErrorCodes.InvalidQuery.With("from lies after to"));
        if (MomentBounds.Future(end, clock) is { } future) return Refused(future);
        return time is ReadTime.Recorded ? await RecordedAsync(start, end, max, first) : await OccurredAsync(start, end, max);
    }

    private static StockCompared Refused(Refusal refusal) => new(null, refusal);

    private async Task<StockCompared> RecordedAsync(DateTimeOffset from, DateTimeOffset to, int max, JournalRecord first)
    {
        if (MomentBounds.Early(from, first, await records.ArchivedAsync()) is { } early) return Refused(early);
        var plant = await grains.PlantAsync(records.Position);
        var head = await records.BeforeAsync(h => h.RecordedAt > from);
        await records.FoldAsync(head, r => r.RecordedAt > from);
        var comparison = new CompareRecorded(new StockPast(StockViews.ToPosition(head.View), ReadTime.Recorded, from, null, null), plant, max);
        await records.FoldAsync(head, r => r.RecordedAt > to, r => comparison.Add(r, records.Event(r)));
        return new StockCompared(comparison.Build(new StockPast(StockViews.ToPosition(head.View), ReadTime.Recorded, to, null, null)), null);
    }

    private async Task<StockCompared> OccurredAsync(DateTimeOffset from, DateTimeOffset to, int max)
    {
        var now = await records.NowAsync();
        var archived = (await records.ArchivedAsync())?.View;
        if (MomentBounds.Archived(from, archived) is { } refusal) return Refused(refusal);
        var comparison = new CompareOccurred(now, from, to, await grains.PlantAsync(records.Position), max, archived);
        await records.EachAsync(now.Version, comparison.First);
        if (archived is null && MomentBounds.Early(from, comparison.FirstAt, ReadTime.Occurred) is { } early) return Refused(early);
        await records.EachAsync(now.Version, comparison.Second);
        return new StockCompared(comparison.Build(), null);
    }
}

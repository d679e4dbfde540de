using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Reads a position at two moments, and what lies between.</summary>
internal sealed class CompareReader(StockRecords records, IGrainFactory grains, TimeProvider clock)
{
    private readonly MomentEnds _ends = new(records, clock);

    public async Task<StockCompared> ReadAsync(StockMoment from, StockMoment to, int max)
    {
        if (await records.FirstAsync() is not { } first) return new StockCompared(null, null);
        if (Time(from) is not { } time || Time(to) != time) return Refused(ErrorCodes.TimeMissing.With("both moments name an instant or a source's update, by one and the same time"));
        if (from.At > to.At) return After();
        if (time is ReadTime.Recorded) return await RecordedAsync(from, to, max, first);
        return MomentBounds.Future(to.At!.Value, clock) is { } future ? Refused(future) : await OccurredAsync(from.At!.Value, to.At.Value, max);
    }

    // Null: it is not said. A source's update is a moment of recording.
    private static ReadTime? Time(StockMoment moment) => moment.Source is not null
        ? moment.Time is ReadTime.Occurred ? null : ReadTime.Recorded
        : moment.At is null ? null : moment.Time;

    private static StockCompared Refused(Refusal refusal) => new(null, refusal);

    private static StockCompared After() => Refused(ErrorCodes.InvalidQuery.With("from lies after to"));

    private async Task<StockCompared> RecordedAsync(StockMoment from, StockMoment to, int max, JournalRecord first)
    {
        var (later, refused) = await _ends.FindAsync(to, first);
        if (later is null) return Refused(refused!);
        (var earlier, refused) = await _ends.FindAsync(from, first);
        if (earlier is null) return Refused(refused!);
        if (earlier.At > later.At) return After();
        var head = await records.BeforeAsync(h => earlier.IsBefore(h.Version, h.RecordedAt));
        await records.FoldAsync(head, earlier.IsBefore);
        if (later.IsBefore(head.Version, head.RecordedAt)) return After();
        var comparison = new CompareRecorded(earlier.Of(StockViews.ToPosition(head.View), earlier.At), await grains.PlantAsync(records.Position), max);
        await records.FoldAsync(head, later.IsBefore, r => comparison.Add(r, records.Event(r)));
        return new StockCompared(comparison.Build(later.Of(StockViews.ToPosition(head.View), later.At)), null);
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

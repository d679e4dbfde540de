using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Reads a position as it was.</summary>
internal sealed class MomentReader(StockRecords records, IGrainFactory grains, TimeProvider clock)
{
    private readonly MomentEnds _ends = new(records, clock);

    public async Task<StockAtMoment> ReadAsync(StockMoment moment)
    {
        if (await records.FirstAsync() is not { } first) return new StockAtMoment(null, null);
        if (moment.Source is not null) return await RecordedAsync(moment, first);
        if (moment.Time is null || moment.At is not { } at) return new StockAtMoment(null, ErrorCodes.TimeMissing.With("the moment names no instant, or not by which time"));
        if (moment.Time is ReadTime.Recorded) return await RecordedAsync(moment, first);
        return MomentBounds.Future(at, clock) is { } future ? new StockAtMoment(null, future) : await OccurredAsync(at);
    }

    private async Task<StockAtMoment> RecordedAsync(StockMoment moment, JournalRecord first)
    {
        var (end, refusal) = await _ends.FindAsync(moment, first);
        if (end is null) return new StockAtMoment(null, refusal);
        var head = await records.BeforeAsync(h => end.IsBefore(h.Version, h.RecordedAt));
        await records.FoldAsync(head, end.IsBefore);
        return new StockAtMoment(end.Of(StockViews.ToPosition(head.View), await LocalAsync(end.At)), null);
    }

    private async Task<StockAtMoment> OccurredAsync(DateTimeOffset at)
    {
        var now = await records.NowAsync();
        var archived = (await records.ArchivedAsync())?.View;
        if (MomentBounds.Archived(at, archived) is { } refusal) return new StockAtMoment(null, refusal);
        var reader = new StockAtOccurred(now, at, archived);
        await records.EachAsync(now.Version, reader.First);
        if (archived is null && MomentBounds.Early(at, reader.FirstAt, ReadTime.Occurred) is { } early) return new StockAtMoment(null, early);
        await records.EachAsync(now.Version, reader.Second);
        return new StockAtMoment(new StockPast(reader.Build(), ReadTime.Occurred, await LocalAsync(at), null, null), null);
    }

    private async Task<DateTimeOffset> LocalAsync(DateTimeOffset at) => PlantTime.Local(await grains.PlantAsync(records.Position), at);
}

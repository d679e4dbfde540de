using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Reads a position as it was.</summary>
internal sealed class MomentReader(StockRecords records, IGrainFactory grains, TimeProvider clock)
{
    public async Task<StockAtMoment> ReadAsync(StockMoment moment)
    {
        if (await records.FirstAsync() is not { } first) return new StockAtMoment(null, null);
        if (moment.Source is { } source) return await AtSourceAsync(source, moment.SequenceOrId ?? "");
        var at = moment.At.GetValueOrDefault();
        var refusal = moment.Time is null || moment.At is null ? ErrorCodes.TimeMissing.With("the moment names no instant, or not by which time") : MomentBounds.Future(at, clock);
        if (refusal is not null) return new StockAtMoment(null, refusal);
        return moment.Time is ReadTime.Recorded ? await RecordedAsync(at, first) : await OccurredAsync(at);
    }

    private async Task<StockAtMoment> RecordedAsync(DateTimeOffset at, JournalRecord first)
    {
        if (MomentBounds.Early(at, first, await records.ArchivedAsync()) is { } early) return new StockAtMoment(null, early);
        var head = await records.BeforeAsync(h => h.RecordedAt > at);
        await records.FoldAsync(head, r => r.RecordedAt > at);
        return await TellAsync(StockViews.ToPosition(head.View), ReadTime.Recorded, at);
    }

    private async Task<StockAtMoment> AtSourceAsync(string source, string sequenceOrId)
    {
        if (await records.FindAsync(source, sequenceOrId) is not { } last)
            return new StockAtMoment(null, await UnknownAsync(source, sequenceOrId));
        var head = await records.BeforeAsync(h => h.Version > last.Version);
        await records.FoldAsync(head, r => r.Version > last.Version);
        return await TellAsync(StockViews.ToPosition(head.View), ReadTime.Recorded, last.RecordedAt, source, last.Cause.MessageId);
    }

    private async Task<Refusal> UnknownAsync(string source, string sequenceOrId) => await records.ArchivedAsync() is { } archived
        ? ArchivedStock.Refusal($"no update {sequenceOrId} of {source} is recorded at {records.Position} after version {archived.Version}: what came before")
        : ErrorCodes.WatermarkUnknown.With($"no update {sequenceOrId} of {source} is recorded at {records.Position}");

    private async Task<StockAtMoment> OccurredAsync(DateTimeOffset at)
    {
        var now = await records.NowAsync();
        var archived = (await records.ArchivedAsync())?.View;
        if (MomentBounds.Archived(at, archived) is { } refusal) return new StockAtMoment(null, refusal);
        var reader = new StockAtOccurred(now, at, archived);
        await records.EachAsync(now.Version, reader.First);
        if (archived is null && MomentBounds.Early(at, reader.FirstAt, ReadTime.Occurred) is { } early) return new StockAtMoment(null, early);
        await records.EachAsync(now.Version, reader.Second);
        return await TellAsync(reader.Build(), ReadTime.Occurred, at);
    }

    private async Task<StockAtMoment> TellAsync(StockPosition position, ReadTime time, DateTimeOffset at, string? source = null, string? messageId = null)
    {
        var plant = await grains.PlantAsync(records.Position);
        return new StockAtMoment(new StockPast(position, time, PlantTime.Local(plant, at), source, messageId), null);
    }
}

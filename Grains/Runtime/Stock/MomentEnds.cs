using System.Globalization;
using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Finds where a moment by the time of recording ends.</summary>
internal sealed class MomentEnds(StockRecords records, TimeProvider clock)
{
    /// <summary>The end of a moment, or why it cannot be read.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="first">The first record in the journal.</param>
    public async Task<(MomentEnd? End, Refusal? Refusal)> FindAsync(StockMoment moment, JournalRecord first)
    {
        if (moment.Source is { } source) return await WatermarkAsync(source, moment.SequenceOrId ?? "", moment.Epoch);
        var at = moment.At.GetValueOrDefault();
        var refusal = MomentBounds.Future(at, clock) ?? MomentBounds.Early(at, first, await records.ArchivedAsync());
        return refusal is null ? (new MomentEnd(at), null) : (null, refusal);
    }

    // A message id that is a number is found as one first.
    private async Task<(MomentEnd? End, Refusal? Refusal)> WatermarkAsync(string source, string sequenceOrId, int? epoch)
    {
        JournalRecord? last = null;
        if (await records.FindAsync(source, sequenceOrId, epoch) is { } version) last = await records.AtAsync(version);
        else if (long.TryParse(sequenceOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) last = await records.UpToAsync(source, sequence, epoch);
        return last is null ? (null, await UnknownAsync(source, sequenceOrId, epoch)) : (new MomentEnd(last.RecordedAt, last), null);
    }

    private async Task<Refusal> UnknownAsync(string source, string sequenceOrId, int? epoch)
    {
        var update = $"no update {sequenceOrId} of {source}{(epoch is null ? "" : $" in epoch {epoch}")}";
        return await records.ArchivedAsync() is { } archived
            ? ArchivedStock.Refusal($"{update} is recorded at {records.Position} after version {archived.Version}: what came before")
            : ErrorCodes.WatermarkUnknown.With($"{update} is recorded at {records.Position}");
    }
}

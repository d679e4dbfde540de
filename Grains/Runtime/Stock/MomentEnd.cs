using Sync.Contracts;

namespace Sync.Grains.Stock;

/// <summary>Where a moment by the time of recording ends: at an instant, or with a record. Immutable.</summary>
/// <param name="At">The instant, or when that record was recorded.</param>
/// <param name="Last">The last record in it, where a source's watermark names it.</param>
internal sealed record MomentEnd(DateTimeOffset At, JournalRecord? Last = null)
{
    public bool IsBefore(JournalRecord record) => Last is null ? record.RecordedAt > At : record.Version > Last.Version;

    public bool IsBefore(long version, DateTimeOffset recordedAt) => Last is null ? recordedAt > At : version > Last.Version;

    public StockPast Of(StockPosition position, DateTimeOffset local) =>
        new(position, ReadTime.Recorded, local, Last?.Cause.Source, Last?.Cause.MessageId, Last?.Cause.Epoch, Last?.Sequence);
}

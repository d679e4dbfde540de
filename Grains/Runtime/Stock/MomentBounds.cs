using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Grains.Stock;

/// <summary>Which moments can be read. Pure.</summary>
internal static class MomentBounds
{
    public static Refusal? Future(DateTimeOffset at, TimeProvider clock) => at > clock.GetUtcNow()
        ? ErrorCodes.MomentOutOfRange.With($"{at:O} lies in the future")
        : null;

    /// <summary>By the time of recording: the archive holds what was recorded first.</summary>
    public static Refusal? Early(DateTimeOffset at, JournalRecord first, EntityHead<StockState>? archived) =>
        archived is null ? Early(at, first.RecordedAt, ReadTime.Recorded)
        : at < archived.RecordedAt ? ArchivedStock.Refusal($"what was recorded until {archived.RecordedAt:O} (version {archived.Version})")
        : null;

    /// <summary>By the time of occurrence.</summary>
    public static Refusal? Archived(DateTimeOffset at, EntityView<StockState>? archived) =>
        ArchivedStock.HappenedBy(archived) is { } by && at < by ? ArchivedStock.Refusal($"what happened until {by:O} (version {archived!.Version})") : null;

    public static Refusal? Early(DateTimeOffset at, DateTimeOffset? first, ReadTime time) => (first, time) switch
    {
        (null, _) => ErrorCodes.MomentOutOfRange.With("nothing has happened here yet: updates may wait, see held"),
        var (known, _) when at >= known => null,
        (_, ReadTime.Recorded) => ErrorCodes.MomentOutOfRange.With($"{at:O} lies before the first record, which was recorded at {first:O}"),
        _ => ErrorCodes.MomentOutOfRange.With($"{at:O} lies before the first thing that happened here, at {first:O}"),
    };
}

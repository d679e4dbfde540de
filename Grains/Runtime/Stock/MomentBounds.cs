using Sync.Contracts;

namespace Sync.Grains.Stock;

/// <summary>Which moments can be read. Pure.</summary>
internal static class MomentBounds
{
    public static Refusal? Future(DateTimeOffset at, TimeProvider clock) => at > clock.GetUtcNow()
        ? ErrorCodes.MomentOutOfRange.With($"{at:O} lies in the future")
        : null;

    public static Refusal? Early(DateTimeOffset at, DateTimeOffset? first, ReadTime time) => (first, time) switch
    {
        (null, _) => ErrorCodes.MomentOutOfRange.With("nothing has happened here yet: updates may wait, see held"),
        var (known, _) when at >= known => null,
        (_, ReadTime.Recorded) => ErrorCodes.MomentOutOfRange.With($"{at:O} lies before the first record, which was recorded at {first:O}"),
        _ => ErrorCodes.MomentOutOfRange.With($"{at:O} lies before the first thing that happened here, at {first:O}"),
    };
}

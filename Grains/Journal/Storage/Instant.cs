namespace Sync.Journal.Storage;

/// <summary>Instants as whole microseconds since 1970, UTC.</summary>
internal static class Instant
{
    public static long ToMicroseconds(DateTimeOffset instant) =>
        Math.DivRem(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond).Quotient;

    public static DateTimeOffset FromMicroseconds(long microseconds, int offsetMinutes = 0)
    {
        var utc = DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        return offsetMinutes == 0 ? utc : utc.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
    }
}

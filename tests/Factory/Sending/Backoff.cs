namespace Sync.Factory.Sending;

/// <summary>The pauses between attempts: they double, are bounded, and are jittered so that callers do not come back all at once.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var doubled = TimeSpan.FromMilliseconds(100 << Math.Min(attempt, 5));
        var bounded = doubled < Longest ? doubled : Longest;
        var pause = asked is { } time && time > bounded ? (time < Longest ? time : Longest) : bounded;
        return pause * (0.5 + Random.Shared.NextDouble());
    }
}

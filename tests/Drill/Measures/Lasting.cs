namespace Sync.Drill.Measures;

/// <summary>The one place where the drill lets time go by: a phase, a pause and a freeze last as long as they are told.</summary>
internal static class Lasting
{
    /// <summary>Completes when so much time has gone by; at once when none is left.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}

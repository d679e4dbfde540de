namespace Sync.Factory.Running;

/// <summary>Waits, after the last update, until the system has nothing left to do and nothing more arrives.</summary>
internal sealed class Settlement(StatusProbe probe, Tally tally, TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private const int QuietLooks = 3;

    /// <returns>Null when it settled, else why the wait ended.</returns>
    public async Task<string?> Wait(CancellationToken cancellation)
    {
        var quiet = 0;
        var moves = tally.Moves;
        var lastMove = clock.GetTimestamp();
        SystemStatus? status = null;
        while (quiet < QuietLooks)
        {
            if (clock.GetElapsedTime(lastMove) > patience) return $"nothing went on for {patience.TotalSeconds} s: {Describe(status)}";
            await Task.Delay(Pause, clock, cancellation);
            status = await probe.Ask(cancellation);
            var still = tally.Moves == moves;
            if (!still) (moves, lastMove) = (tally.Moves, clock.GetTimestamp());
            quiet = still && status is { CaughtUp: true } ? quiet + 1 : 0;
        }

        return null;
    }

    private static string Describe(SystemStatus? status) => status switch
    {
        null => "the system does not answer",
        { Error: { } error } => $"the system is {status.Behind.TotalSeconds:0.0} s behind and says: {error}",
        _ => $"the system is {status.Behind.TotalSeconds:0.0} s behind",
    };
}

namespace Sync.Factory.Sending;

/// <summary>Lets a number of updates a second go. A debt from a time when the system was away is forgiven beyond a moment: no flood follows.</summary>
internal sealed class Pace(int rate, TimeProvider clock)
{
    private static readonly TimeSpan Forgiven = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(5);
    private readonly TimeSpan _step = TimeSpan.FromSeconds(1) / rate;
    private DateTimeOffset _next = clock.GetUtcNow();

    public async ValueTask Next(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_next < now - Forgiven) _next = now - Forgiven;
        _next += _step;
        var wait = _next - now;
        // Timers are coarser than a step: wait when a few steps are due together.
        if (wait > Grain) await Task.Delay(wait, clock, cancellation);
    }
}

namespace Sync.Silo.Hosting;

/// <summary>Tells calls that are under way when a silo leaves or has left. Thread-safe.</summary>
internal sealed class SiloLosses(TimeProvider clock)
{
    /// <summary>So long after a silo left, some may still send to it what nobody answers.</summary>
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(10);

    /// <summary>What a silo that leaves in peace still has time to answer; and others are known by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource _next = new();
    private long _told;

    /// <summary>Ends with the next loss.</summary>
    public CancellationToken Next => Volatile.Read(ref _next).Token;

    /// <summary>No silo has left lately.</summary>
    public bool IsSettled
    {
        get
        {
            var told = Volatile.Read(ref _told);
            return told == 0 || clock.GetElapsedTime(told) > Unsettled;
        }
    }

    /// <summary>A silo leaves, or has left.</summary>
    public async Task TellSoonAsync()
    {
        await Task.Delay(Grace, clock);
        Tell();
    }

    public void Tell()
    {
        Volatile.Write(ref _told, clock.GetTimestamp());
        Interlocked.Exchange(ref _next, new CancellationTokenSource()).Cancel();
    }
}

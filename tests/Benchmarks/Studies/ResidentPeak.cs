namespace Sync.Benchmarks.Studies;

/// <summary>Looks at the resident memory of this process ten times a second. Thread-safe.</summary>
internal sealed class ResidentPeak : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private readonly Timer _timer;
    private long _highest;

    public ResidentPeak() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Period);

    public long Highest
    {
        get
        {
            Look();
            return Interlocked.Read(ref _highest);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        long before;
        while ((before = Interlocked.Read(ref _highest)) < now && Interlocked.CompareExchange(ref _highest, now, before) != before)
        {
        }
    }
}

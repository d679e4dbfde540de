namespace Sync.Silo.Memory;

/// <summary>Clears the young generations as often as <see cref="CollectionPace"/> says. One a process.</summary>
internal sealed class CollectionPacer(CollectionOptions options, TimeProvider clock) : BackgroundService
{
    private readonly CollectionPace _pace = new(Environment.ProcessorCount);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.LookMilliseconds == 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.LookMilliseconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (_pace.IsDue(Read())) Clear();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Clear()
    {
        var before = GC.GetTotalPauseDuration();
        GC.Collect(_pace.Generation, GCCollectionMode.Forced, blocking: true);
        _pace.OnCleared(Read(), GC.GetTotalPauseDuration() - before);
    }

    private MemoryReading Read() => new(clock.GetElapsedTime(0), GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
}

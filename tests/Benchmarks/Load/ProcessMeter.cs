using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>What this process used between its start and now.</summary>
internal sealed class ProcessMeter
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _bytes = GC.GetTotalAllocatedBytes();
    private readonly Environment.ProcessCpuUsage _cpu = Environment.CpuUsage;
    private readonly TimeSpan _paused = GC.GetTotalPauseDuration();
    private readonly (int Young, int Middle, int Old) _collections = Collections;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    private static (int Young, int Middle, int Old) Collections => (GC.CollectionCount(0) - GC.CollectionCount(1), GC.CollectionCount(1) - GC.CollectionCount(2), GC.CollectionCount(2));

    public Measurement Read(long updates, Latencies latencies)
    {
        var elapsed = Elapsed;
        var cpu = Environment.CpuUsage;
        var used = cpu.TotalTime - _cpu.TotalTime;
        var now = Collections;
        return new Measurement(
            updates / elapsed.TotalSeconds,
            latencies.Percentile(0.50),
            latencies.Percentile(0.99),
            (GC.GetTotalAllocatedBytes() - _bytes) / (double)Math.Max(1, updates),
            used.TotalMicroseconds / Math.Max(1, updates))
        {
            KernelShare = (cpu.PrivilegedTime - _cpu.PrivilegedTime) / used,
            Collections = (now.Young - _collections.Young, now.Middle - _collections.Middle, now.Old - _collections.Old),
            Paused = (GC.GetTotalPauseDuration() - _paused) / elapsed,
        };
    }
}

using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>What this process used between its start and now.</summary>
internal sealed class ProcessMeter
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _bytes = GC.GetTotalAllocatedBytes();
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public Measurement Read(long updates, Latencies latencies) => new(
        updates / Elapsed.TotalSeconds,
        latencies.Percentile(0.50),
        latencies.Percentile(0.99),
        (GC.GetTotalAllocatedBytes() - _bytes) / (double)Math.Max(1, updates),
        (Environment.CpuUsage.TotalTime - _cpu).TotalMicroseconds / Math.Max(1, updates));
}

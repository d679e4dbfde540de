namespace Sync.Benchmarks.Load;

/// <summary>What one system did in one scenario. Immutable.</summary>
/// <param name="UpdatesPerSecond">Updates that were answered as durable, a second.</param>
/// <param name="P50Ms">Median time of a call, in milliseconds.</param>
/// <param name="P99Ms">99th percentile of the same.</param>
/// <param name="BytesPerUpdate">Bytes that the process allocated for each update, the load's own included.</param>
/// <param name="CpuMicroseconds">Processor time of this process for each update, in microseconds.</param>
internal sealed record Measurement(double UpdatesPerSecond, double P50Ms, double P99Ms, double BytesPerUpdate, double CpuMicroseconds)
{
    /// <summary>The part of the processor time that the kernel took, 0 to 1: page faults show here.</summary>
    public double KernelShare { get; init; }

    /// <summary>Collections of the youngest generation, of the middle one, of the oldest.</summary>
    public (int Young, int Middle, int Old) Collections { get; init; }

    /// <summary>The part of the time for which collections stopped everything, 0 to 1.</summary>
    public double Paused { get; init; }
}

namespace Sync.Benchmarks.Load;

/// <summary>What one system did in one scenario. Immutable.</summary>
/// <param name="UpdatesPerSecond">Updates that were answered as durable, a second.</param>
/// <param name="P50Ms">Median time of a call, in milliseconds.</param>
/// <param name="P99Ms">99th percentile of the same.</param>
/// <param name="BytesPerUpdate">Bytes that the process allocated for each update, the load's own included.</param>
/// <param name="CpuMicroseconds">Processor time of this process for each update, in microseconds.</param>
internal sealed record Measurement(double UpdatesPerSecond, double P50Ms, double P99Ms, double BytesPerUpdate, double CpuMicroseconds);

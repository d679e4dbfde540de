using Orleans.Concurrency;

namespace Sync.Grains.Telemetry;

/// <summary>Measures what stands in the whole cluster, for gauges: one grain, key 0, so that each number is told once.</summary>
[Alias("sync.v1.IStandingGrain"), GrainInterfaceType("sync.v1.IStandingGrain")]
internal interface IStandingGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that it measures. Idempotent.</summary>
    [AlwaysInterleave, Alias("Ensure")]
    Task Ensure();
}

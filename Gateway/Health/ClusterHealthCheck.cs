using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sync.Gateway.Health;

/// <summary>Ready when a silo answers and its feed runs.</summary>
internal sealed class ClusterHealthCheck(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time) : IHealthCheck
{
    public const string Name = "cluster";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var limit = TimeSpan.FromSeconds(options.Value.ReadySeconds);
            var lane = await grains.GetGrain<ILaneGrain>(0).Ensure().WaitAsync(limit, time, cancellationToken);
            return lane.LastError is null ? HealthCheckResult.Healthy("the cluster answers") : HealthCheckResult.Degraded($"lane {lane.Lane} is held up");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("the cluster does not answer", e);
        }
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Sync.Gateway.Health;

/// <summary>Ready when a silo answers and its feed runs, until the process is told to stop.</summary>
internal sealed class ClusterHealthCheck(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time, IHostApplicationLifetime host) : IHealthCheck
{
    public const string Name = "cluster";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (host.ApplicationStopping.IsCancellationRequested) return HealthCheckResult.Unhealthy("the process stops: send no more work");
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

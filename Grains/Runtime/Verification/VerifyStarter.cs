using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Telemetry;

namespace Sync.Grains.Verification;

/// <summary>Makes sure, every minute, that verifier, retention and gauges run somewhere in the cluster.</summary>
internal sealed partial class VerifyStarter(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<VerifyStarter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            try
            {
                await grains.GetGrain<IVerifyGrain>(0).Ensure();
                await grains.GetGrain<IRetentionGrain>(0).Ensure();
                await grains.GetGrain<IStandingGrain>(0).Ensure();
            }
            catch (Exception e)
            {
                EnsureFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4305, LogLevel.Warning, "Verifier, retention or gauges could not be reached; trying again")]
    private partial void EnsureFailed(Exception e);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;

namespace Sync.Grains.Feed;

/// <summary>Makes sure, every few seconds, that each lane and each subscription runs somewhere in the cluster.</summary>
internal sealed partial class LaneStarter(
    IGrainFactory grains, FeedHub hub, FeedOptions options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<LaneStarter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.EnsureSeconds), clock);
        do
        {
            try
            {
                await EnsureAsync();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                EnsureFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task EnsureAsync()
    {
        await grains.GetGrain<ICaseBoardGrain>(0).List(includeResolved: false, about: null, max: 1);
        for (var lane = 0; lane < hub.LaneCount; lane++) await grains.GetGrain<ILaneGrain>(lane).Ensure();
        foreach (var id in await grains.GetGrain<ISubscriptionDirectoryGrain>(0).List()) await grains.GetGrain<ISubscriptionGrain>(id).Ensure();
    }

    [LoggerMessage(4201, LogLevel.Warning, "Lanes and subscriptions could not all be reached; trying again")]
    private partial void EnsureFailed(Exception e);
}

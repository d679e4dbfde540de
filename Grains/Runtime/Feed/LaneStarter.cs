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
        do await EnsureAsync();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Reaches each part by itself: one that cannot be reached keeps no other from running. Lanes are told who follows them, because the
    /// word that the directory sends may be lost.</summary>
    internal async Task EnsureAsync()
    {
        await TryAsync(() => grains.GetGrain<ICaseBoardGrain>(0).List(includeResolved: false, about: null, max: 1));
        await TryAsync(async () =>
        {
            var directory = await grains.GetGrain<IFeedDirectoryGrain>(0).Read();
            await Task.WhenAll(Enumerable.Range(0, hub.LaneCount).Select(lane => TryAsync(() => grains.GetGrain<ILaneGrain>(lane).Refresh(directory))));
        });
        await TryAsync(async () =>
        {
            foreach (var id in await grains.GetGrain<ISubscriptionDirectoryGrain>(0).List()) await TryAsync(() => grains.GetGrain<ISubscriptionGrain>(id).Ensure());
        });
    }

    private async Task TryAsync(Func<Task> reach)
    {
        try
        {
            await reach();
        }
        catch (Exception e)
        {
            EnsureFailed(e);
        }
    }

    [LoggerMessage(4201, LogLevel.Warning, "A part of the feed could not be reached; trying again")]
    private partial void EnsureFailed(Exception e);
}

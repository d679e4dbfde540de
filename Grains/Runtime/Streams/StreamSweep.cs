using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Telemetry;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>Wakes streams that have something pending for long, or something that waits: whatever the engine forgot is taken after all.</summary>
internal sealed partial class StreamSweep(
    IInboxStore store, IGrainFactory grains, StreamOptions options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<StreamSweep> logger) : BackgroundService
{
    private const int Most = 1_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync();
    }

    /// <summary>Reaches each stream by itself: one that cannot be reached keeps no other from going on.</summary>
    internal async Task SweepAsync()
    {
        try
        {
            var behind = await store.ReadBehindAsync(Instants.Truncate(clock.GetUtcNow()).AddSeconds(-options.SweepSeconds), Most);
            InboxInstruments.OnSwept(behind.Length);
            await Task.WhenAll(behind.Select(EnsureAsync));
        }
        catch (Exception e)
        {
            LogFailed(e, "all");
        }
    }

    private async Task EnsureAsync(string stream)
    {
        try
        {
            await grains.GetGrain<IAdapterStreamGrain>(stream).Ensure();
        }
        catch (Exception e)
        {
            LogFailed(e, stream);
        }
    }

    [LoggerMessage(4524, LogLevel.Warning, "Stream {Stream} could not be reached; trying again")]
    private partial void LogFailed(Exception e, string stream);
}

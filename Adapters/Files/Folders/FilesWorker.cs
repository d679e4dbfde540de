using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>Watches the drop folders while the program runs: by the clock, and woken by the file system where it tells of changes.</summary>
internal sealed partial class FilesWorker(FileHandler handler, IOptions<FilesOptions> options, TimeProvider clock, ILogger<FilesWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FilesFolders.Of(options.Value).Select(folder => Task.Run(() => Watch(folder, stoppingToken), stoppingToken)));

    private async Task Watch(FolderOptions watched, CancellationToken stop)
    {
        var folder = new DropFolder(watched);
        var watch = new FolderWatch(folder, options.Value.SettleTime, clock);
        var runner = new FolderRunner(folder, watch, handler, options.Value, clock, logger);
        using var wake = new SemaphoreSlim(0, 1);
        LogWatching(watched.Name, folder.Root);
        FileSystemWatcher? signals = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await runner.RunOnceAsync(stop);
                signals ??= FolderSignals.Start(folder, watch, wake);
                await Pause(watch, wake, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is under way lies in work/ and is read again at the next start.
        }
        catch (Exception e)
        {
            LogBroken(watched.Name, e);
            throw;
        }
        finally
        {
            signals?.Dispose();
        }
    }

    private async Task Pause(FolderWatch watch, SemaphoreSlim wake, CancellationToken stop)
    {
        var wait = watch.IsWaiting && options.Value.SettleTime < options.Value.PollInterval ? options.Value.SettleTime : options.Value.PollInterval;
        using var timer = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time for the next look.
        }
    }
}

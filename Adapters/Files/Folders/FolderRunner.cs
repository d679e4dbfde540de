using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

/// <summary>Works off one drop folder, a file at a time. Not thread-safe.</summary>
internal sealed partial class FolderRunner(DropFolder folder, FolderWatch watch, FileHandler handler, FilesOptions options, TimeProvider clock, ILogger logger)
{
    private readonly Dictionary<string, DateTimeOffset> _postponed = new(StringComparer.Ordinal);

    /// <summary>One round: what is under way first, then what is complete. A failure of the folder itself is told, and the next round tries again.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            folder.Create();
            foreach (var file in folder.UnderWay().ToArray()) await Handle(file.FullName, cancellation);
            foreach (var file in watch.Look()) await Handle(folder.Take(file.FullName), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnusable(folder.Options.Name, folder.Root, e);
        }
    }

    private async Task Handle(string path, CancellationToken cancellation)
    {
        if (_postponed.TryGetValue(path, out var until) && clock.GetUtcNow() < until) return;
        if (await handler.HandleAsync(folder, path, cancellation)) _postponed.Remove(path);
        else _postponed[path] = clock.GetUtcNow() + options.RetryPause;
    }

    [LoggerMessage(5202, LogLevel.Error, "Files of {Adapter}: the folder {Folder} cannot be worked off")]
    private partial void LogUnusable(string adapter, string folder, Exception exception);
}

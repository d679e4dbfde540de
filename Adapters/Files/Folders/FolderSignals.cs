namespace Sync.Adapters;

/// <summary>What the file system tells of a folder. Only a wake-up: where it tells nothing, the clock looks.</summary>
internal static class FolderSignals
{
    public static FileSystemWatcher? Start(DropFolder folder, FolderWatch watch, SemaphoreSlim wake)
    {
        if (!Directory.Exists(folder.Root)) return null;
        try
        {
            var watcher = new FileSystemWatcher(folder.Root) { NotifyFilter = NotifyFilters.FileName };
            watcher.Created += (_, _) => Wake(wake);
            watcher.Renamed += (_, change) =>
            {
                watch.Renamed(change.FullPath);
                Wake(wake);
            };
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            // The machine has no watches left.
            return null;
        }
    }

    private static void Wake(SemaphoreSlim wake)
    {
        try
        {
            if (wake.CurrentCount == 0) wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake, or it has ended.
        }
    }
}

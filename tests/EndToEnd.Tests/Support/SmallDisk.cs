namespace Sync.EndToEnd.Tests.Support;

/// <summary>A disk of a few megabytes.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    private string Ballast => Path.Combine(_path, "ballast");

    /// <summary>Null where mounting is not allowed.</summary>
    public static async Task<SmallDisk?> TryMountAsync(string path, int megabytes = 8)
    {
        try
        {
            await Tools.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path);
            return new SmallDisk(path);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var page = new byte[4096]; ;) file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await Tools.RunAsync("umount", "-l", _path);
}

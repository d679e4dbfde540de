using System.Diagnostics;

namespace Sync.Benchmarks.Server;

/// <summary>The pages of files that the operating system has taken and not written yet.</summary>
internal static class DiskCache
{
    /// <summary>Writes them: a throughput run leaves a gigabyte of them, and when the system gets to it half a minute later, every commit waits for a few tenths of a second.</summary>
    public static async Task WriteAsync()
    {
        using var sync = Process.Start("sync");
        await sync.WaitForExitAsync();
    }
}

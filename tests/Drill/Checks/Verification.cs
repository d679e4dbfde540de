using System.Diagnostics;
using Sync.Drill.Cluster;

namespace Sync.Drill.Checks;

/// <summary>The journal as <c>verify</c> reads it: every hash of every chain, every sum, in a process of its own.</summary>
internal static class Verification
{
    public static async Task<ChainReport> RunAsync(LocalCluster cluster)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"), "verify", "--storage", "postgres", "--connection", cluster.Connection])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new ChainReport(process.ExitCode == 0, string.Concat(told).Trim());
    }
}

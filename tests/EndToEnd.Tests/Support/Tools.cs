using System.Diagnostics;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>Programs of the operating system.</summary>
internal static class Tools
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync(Waits.Short);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}

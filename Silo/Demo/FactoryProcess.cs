using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sync.Silo.Hosting;

namespace Sync.Silo.Demo;

/// <summary>The simulated factory: a child process that knows the system only by HTTP.</summary>
internal sealed class FactoryProcess(Process process) : IDisposable
{
    /// <summary>How long the factory may take to write its report after it was told to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);

    public static string Books(StartSettings settings) => Path.Combine(settings.Data, "books");

    public static FactoryProcess Start(StartSettings settings, DemoOptions options, string address)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { UseShellExecute = false };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Sync.Factory.dll"), "run",
            "--base-url", address, "--key-file", settings.OperatorKeyFile, "--books", Books(settings),
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--rate", options.Rate.ToString(CultureInfo.InvariantCulture),
            "--tally", "--drop", settings.DropFolder,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        Optional(start, "--for", options.For);
        Optional(start, "--report", options.Report);
        Optional(start, "--sabotage", options.Sabotage);
        return new FactoryProcess(Process.Start(start) ?? throw new InvalidOperationException("the factory's process could not be started"));
    }

    /// <summary>Waits for the factory's end. When the demo is stopped first, the factory is told so and may finish its report.</summary>
    public async Task<int> WaitAsync(CancellationToken stop)
    {
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            Signals.Terminate(process.Id);
            using var grace = new CancellationTokenSource(Grace);
            await process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();

    private static void Optional(ProcessStartInfo start, string name, string? value)
    {
        if (value is null) return;
        start.ArgumentList.Add(name);
        start.ArgumentList.Add(value);
    }

    private static class Signals
    {
        private const int SigTerm = 15;

        public static void Terminate(int processId)
        {
            if (!OperatingSystem.IsWindows()) _ = Kill(processId, SigTerm);
        }

        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Kill(int processId, int signal);
    }
}

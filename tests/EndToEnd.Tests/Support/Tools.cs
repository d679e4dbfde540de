using System.Diagnostics;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>Programs of the operating system.</summary>
internal static class Tools
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var (code, told) = await TryAsync(program, arguments);
        if (code != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {told}");
    }

    /// <summary>The exit code and what it printed.</summary>
    public static Task<(int Code, string Told)> TryAsync(string program, params string[] arguments) => TryAsync(program, arguments, Waits.Long);

    /// <summary>As the other, for a program that takes longer than what tests wait for.</summary>
    public static async Task<(int Code, string Told)> TryAsync(string program, string[] arguments, CancellationToken patience)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience), process.StandardError.ReadToEndAsync(patience));
        await process.WaitForExitAsync(patience);
        return (process.ExitCode, await output + await errors);
    }

    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

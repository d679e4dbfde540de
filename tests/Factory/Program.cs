using System.CommandLine;
using Sync.Factory.Cli;
using Sync.Factory.Running;

namespace Sync.Factory;

/// <summary>The simulated factory: it knows the system by HTTP only and trusts nothing that it has not written down itself.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("A simulated factory with books of its own.") { new RunCommand(), new ReportCommand() };
        try
        {
            // Signals are ours: the first one asks for the report.
            var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            var parsed = root.Parse(args);
            return parsed.Errors.Count > 0 ? await Usage(parsed, configuration) : await parsed.InvokeAsync(configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"Factory: {e.Message}");
            return ExitCodes.Broken;
        }
    }

    private static async Task<int> Usage(ParseResult parsed, InvocationConfiguration configuration)
    {
        await parsed.InvokeAsync(configuration);
        return ExitCodes.Usage;
    }
}

using Sync.Silo.CommandLine;

namespace Sync.Silo.Hosting;

/// <summary>The bare program: everything in one process, until it is told to stop.</summary>
internal static class SyncProgram
{
    public static Task<int> RunAsync(StartSettings settings, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var app = SyncHost.Build(settings);
        await app.StartAsync(cancellationToken);
        Banner.Print(settings, SyncHost.Address(app));
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    });

    /// <summary>Says on standard error what is wrong with the settings, where the start fails for that.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (StartErrors.Of(e) is { Count: > 0 } errors)
        {
            foreach (var error in errors) Console.Error.WriteLine(error);
            return ExitCodes.BadArguments;
        }
    }
}

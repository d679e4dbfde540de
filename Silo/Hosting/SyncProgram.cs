using Sync.Silo.CommandLine;

namespace Sync.Silo.Hosting;

/// <summary>The bare program: everything in one process, until it is told to stop.</summary>
internal static class SyncProgram
{
    public static async Task<int> RunAsync(StartSettings settings, CancellationToken cancellationToken)
    {
        await using var app = SyncHost.Build(settings);
        await app.StartAsync(cancellationToken);
        Banner.Print(settings, SyncHost.Address(app));
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }
}

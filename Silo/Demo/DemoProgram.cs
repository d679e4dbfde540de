using Sync.Silo.Hosting;

namespace Sync.Silo.Demo;

/// <summary>The demo: the system, and the simulated factory as a process of its own.</summary>
internal static class DemoProgram
{
    public static Task<int> RunAsync(StartSettings settings, DemoOptions options, CancellationToken cancellationToken) =>
        SyncProgram.GuardAsync(() => StartAsync(settings, options, cancellationToken));

    private static async Task<int> StartAsync(StartSettings settings, DemoOptions options, CancellationToken cancellationToken)
    {
        settings = WithFiles(settings);
        await using var app = SyncHost.Build(settings);
        await app.StartAsync(CancellationToken.None);
        var address = SyncHost.Address(app);
        Banner.Print(settings, address);
        Console.WriteLine($"  factory       two simulated plants, {options.Rate} updates/s, seed {options.Seed}; its books are in {FactoryProcess.Books(settings)}");
        using var factory = FactoryProcess.Start(settings, options, address);
        var stopping = app.Lifetime.ApplicationStopping;
        using var link = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var code = await factory.WaitAsync(link.Token);
        await app.StopAsync(CancellationToken.None);
        return code;
    }

    /// <summary>The factory drops files as well.</summary>
    private static StartSettings WithFiles(StartSettings settings) => settings with
    {
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Adapters:Files:Enabled", "true")])
            .AddConfiguration(settings.Configuration)
            .Build(),
    };
}

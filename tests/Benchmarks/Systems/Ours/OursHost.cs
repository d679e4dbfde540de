using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Sync.Silo.Hosting;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>The program as it is shipped, in this process.</summary>
internal sealed class OursHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private OursHost(WebApplication app, string folder, StartSettings settings)
    {
        _app = app;
        _folder = folder;
        Settings = settings;
    }

    public StartSettings Settings { get; }

    public string Address => SyncHost.Address(_app);

    public IServiceProvider Services => _app.Services;

    /// <param name="connection">The database; null: SQLite.</param>
    public static async Task<OursHost> StartAsync(string? connection)
    {
        var folder = Directory.CreateTempSubdirectory("bench-ours-").FullName;
        var settings = Quiet(StartSettings.Load("http://127.0.0.1:0", folder, connection is null ? "sqlite" : "postgres", connection));
        var app = SyncHost.Build(settings);
        await app.StartAsync();
        return new OursHost(app, folder, settings);
    }

    // What goes wrong shows in receipts and counts; an engine that is stopped under load has much to say.
    private static StartSettings Quiet(StartSettings settings) => settings with
    {
        Configuration = new ConfigurationBuilder().AddConfiguration(settings.Configuration).AddInMemoryCollection(
            new[] { "Default", "Orleans", "Microsoft.AspNetCore" }.Select(area => KeyValuePair.Create<string, string?>($"Logging:LogLevel:{area}", "Critical"))).Build(),
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

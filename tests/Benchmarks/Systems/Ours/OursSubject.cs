using Microsoft.Extensions.DependencyInjection;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Ours, called through the router grain.</summary>
internal sealed class OursSubject : ISubject
{
    private readonly OursHost _host;
    private readonly JournalCounter _counter;
    private readonly BenchDatabase? _database;
    private readonly IUpdateRouter _router;
    private readonly FeedWatch _feed;
    private readonly Patience _patience;
    private bool _keep;

    private OursSubject(OursHost host, BenchDatabase? database)
    {
        _host = host;
        _database = database;
        _counter = new JournalCounter(host, database);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        _router = host.Services.GetRequiredService<IUpdateRouter>();
        _feed = new FeedWatch(grains);
        _patience = new Patience(_router.SubmitAsync);
    }

    public string Name => "ours";

    public OursHost Host => _host;

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload)
    {
        var database = scenario.Embedded ? null : await server.CreateDatabaseAsync("ours", BenchServer.Deployed);
        var subject = await StartAsync(database, workload);
        return scenario.Http ? new HttpSubject(subject, subject._host) : subject;
    }

    /// <summary>On a database that outlives it.</summary>
    public static async Task<(OursSubject Subject, BenchDatabase Database)> StartKeepingAsync(BenchServer server, Workload workload)
    {
        var database = await server.CreateDatabaseAsync("kept", BenchServer.Deployed);
        var subject = await StartAsync(database, workload);
        subject._keep = true;
        return (subject, database);
    }

    public static async Task<OursSubject> StartAsync(BenchDatabase? database, Workload workload)
    {
        var subject = new OursSubject(await OursHost.StartAsync(database?.Connection), database);
        await Masters.RegisterAsync(subject._router, workload);
        return subject;
    }

    public Task<int> SubmitAsync(ImmutableArray<Update> updates) => _patience.SubmitAsync(updates);

    public async Task<long?> CountAsync() => await _counter.CountAsync();

    public async Task<string?> NoteAsync() => $"feed at the head {await _feed.CatchUpAsync():N2} s after, {_patience.Again:N0} sent again";

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_database is not null && !_keep) await _database.DisposeAsync();
    }
}

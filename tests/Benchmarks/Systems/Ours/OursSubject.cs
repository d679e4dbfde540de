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
    private readonly IUpdateRouterGrain _router;
    private readonly FeedWatch _feed;

    private OursSubject(OursHost host, BenchDatabase? database)
    {
        _host = host;
        _database = database;
        _counter = new JournalCounter(host, database);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        _router = grains.GetGrain<IUpdateRouterGrain>(0);
        _feed = new FeedWatch(grains);
    }

    public string Name => "ours";

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload)
    {
        var database = scenario.Embedded ? null : await server.CreateDatabaseAsync("ours");
        var host = await OursHost.StartAsync(database?.Connection);
        var subject = new OursSubject(host, database);
        await Masters.RegisterAsync(subject._router, workload);
        return scenario.Http ? new HttpSubject(subject, host) : subject;
    }

    public async Task<int> SubmitAsync(ImmutableArray<Update> updates) => Receipts.Applied(await _router.Submit(updates));

    public async Task<long?> CountAsync() => await _counter.CountAsync();

    public async Task<string?> NoteAsync() => $"feed caught up {await _feed.CatchUpAsync():N2} s after the run";

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Peers;
using Sync.Journal.Hosting;

namespace Sync.Benchmarks.Systems.AdoNet;

/// <summary>The engine's own grain storage on PostgreSQL.</summary>
internal sealed class AdoNetSilo(IHost host, BenchDatabase database, NpgsqlDataSource source) : ISubject
{
    public const string Storage = "adonet";
    private const int Connections = 64;
    private readonly IGrainFactory _grains = host.Services.GetRequiredService<IGrainFactory>();

    public string Name => "adonet";

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload)
    {
        var database = await server.CreateDatabaseAsync("adonet", Connections);
        await database.ExecuteAsync(PeerChanges.Table);
        await OrleansSchema.EnsureAsync("postgres", database.Connection);
        var prepared = new NpgsqlConnectionStringBuilder(OrleansSchema.Connection(database.Connection)) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 };
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Connection) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        var host = await BareSilo.StartAsync(silo =>
        {
            silo.AddAdoNetGrainStorage(Storage, options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = prepared.ToString();
            });
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.Services.AddSingleton(new AdoNetChanges(source));
        });
        return new AdoNetSilo(host, database, source);
    }

    public Task<int> SubmitAsync(ImmutableArray<Update> updates) =>
        BareSilo.SpreadAsync(updates, (key, share) => _grains.GetGrain<IAdoNetPosition>(key.Id).Submit(share));

    public async Task<long?> CountAsync() => await database.CountAsync("select count(*) from change");

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await source.DisposeAsync();
        await database.DisposeAsync();
    }
}

using Npgsql;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.SqlSet;

/// <summary>A service without actors: whatever waits goes through one set-based statement.</summary>
internal sealed class SqlSetSubject(BenchDatabase database, NpgsqlDataSource source, SqlSetWriter[] writers) : ISubject
{
    private const int Writers = 2;

    public string Name => "sql-set";

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload)
    {
        var database = await server.CreateDatabaseAsync("sql-set");
        await database.ExecuteAsync(PeerChanges.Table);
        await database.ExecuteAsync(SqlSetTables.Create);
        var source = NpgsqlDataSource.Create(database.Connection);
        var writers = new SqlSetWriter[Writers];
        for (var i = 0; i < Writers; i++) writers[i] = await SqlSetWriter.StartAsync(source);
        return new SqlSetSubject(database, source, writers);
    }

    public async Task<int> SubmitAsync(ImmutableArray<Update> updates)
    {
        var pending = updates.Select(static u => new Pending(u)).ToArray();
        foreach (var one in pending) await writers[one.Update.Target.StableHash() % Writers].AddAsync(one);
        var applied = 0;
        foreach (var one in pending)
            if (await one.Applied) applied++;
        return applied;
    }

    public async Task<long?> CountAsync() => await database.CountAsync("select count(*) from change");

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers) await writer.DisposeAsync();
        await source.DisposeAsync();
        await database.DisposeAsync();
    }
}

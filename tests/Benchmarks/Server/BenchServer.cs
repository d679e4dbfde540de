using System.Collections.Concurrent;
using Npgsql;
using Sync.Journal.Tests.Support;

namespace Sync.Benchmarks.Server;

/// <summary>The PostgreSQL server of one run: every system gets a database of its own on it, and none gets other settings.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>Connections of each pool, as the files of <c>deploy</c> give them to a silo.</summary>
    public const int Deployed = 30;

    private const string Tuning = "-c shared_buffers=1GB -c min_wal_size=2GB -c max_wal_size=8GB -c checkpoint_timeout=15min";
    private readonly PostgresServer _server;
    private readonly ConcurrentDictionary<string, bool> _open = new();
    private int _databases;
    private int _stopped;

    private BenchServer(PostgresServer server)
    {
        _server = server;

        // A run that is ended from outside takes its server along.
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public static async Task<BenchServer> StartAsync()
    {
        if (PostgresServer.Binaries is null) throw new InvalidOperationException("PostgreSQL is not installed: the comparison needs initdb and pg_ctl on the PATH");
        var server = new BenchServer(await PostgresServer.StartNewAsync(Tuning));
        try
        {
            await server.RefuseUnsafeAsync();
            await server.AgeAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<BenchDatabase> CreateDatabaseAsync(string name, int connections = 20)
    {
        var database = $"bench_{name.Replace('-', '_')}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {database}");
        _open[database] = true;
        var connection = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database, MaxPoolSize = connections };
        return new BenchDatabase(connection.ToString(), () => DropAsync(database));
    }

    /// <summary>Takes away what a system that failed left behind: what of it still runs ends by losing its connections.</summary>
    public async Task DropAllAsync()
    {
        foreach (var database in _open.Keys) await DropAsync(database);
    }

    /// <summary>What matters to what was measured, as the server says it.</summary>
    public Task<string> SettingsAsync() => ServerSettings.ReadAsync(_server.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (Interlocked.Exchange(ref _stopped, 1) == 0) await _server.DisposeAsync();
    }

    private void OnExit(object? sender, EventArgs e) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task RefuseUnsafeAsync()
    {
        foreach (var setting in new[] { "fsync", "synchronous_commit" })
        {
            if (await ServerSettings.ShowAsync(_server.ConnectionString, setting) is not "on" and var value)
                throw new InvalidOperationException($"{setting} is {value}: a number without durability is no number");
        }
    }

    /// <summary>Gives it two gigabytes of log to write over, as a server has that has been at work for a while. A new one makes each file of 16 MB when it
    /// needs it, and meanwhile, for 13 ms or so, nobody commits.</summary>
    private async Task AgeAsync()
    {
        await ExecuteAsync("do $$ begin for i in 1..250 loop perform pg_logical_emit_message(false, 'age', repeat('x', 8000000)); end loop; end $$");
        await ExecuteAsync("checkpoint");
    }

    private async Task DropAsync(string database)
    {
        await ExecuteAsync($"drop database if exists {database} with (force)");
        _open.TryRemove(database, out _);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

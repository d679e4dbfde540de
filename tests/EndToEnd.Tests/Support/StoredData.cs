using Microsoft.Data.Sqlite;
using Npgsql;
using Sync.Journal;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests.Support;

/// <summary>A data folder, and with it a PostgreSQL server where the journal is there.</summary>
internal sealed class StoredData : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private StoredData(PostgresServer? server) => _server = server;

    public DataFolder Folder { get; } = new();

    /// <summary>What a command is told to find it.</summary>
    public string[] Arguments => _server is null
        ? ["--data", Folder.Path]
        : ["--data", Folder.Path, "--storage", "postgres", "--connection", _server.ConnectionString];

    /// <summary>The same for the program itself.</summary>
    public (string Name, string Value)[] Environment => _server is null ? [] : [("ORLEANSSYNC_Storage", "postgres"), ("ORLEANSSYNC_Connection", _server.ConnectionString)];

    /// <summary>Skips the test where PostgreSQL is asked for and is not installed.</summary>
    public static async Task<StoredData> CreateAsync(string storage)
    {
        Assert.SkipWhen(storage == "postgres" && PostgresServer.Binaries is null, "PostgreSQL is not installed");
        return new StoredData(storage == "postgres" ? await PostgresServer.StartNewAsync() : null);
    }

    /// <summary>A journal there, without the program.</summary>
    public void Configure(JournalOptions options) =>
        (options.Storage, options.Connection) = _server is null ? ("sqlite", Folder.Journal) : ("postgres", _server.ConnectionString);

    /// <summary>Reads one value past the program.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        if (_server is null)
        {
            await using var file = new SqliteConnection($"Data Source={Folder.Journal};Mode=ReadOnly;Pooling=False");
            await file.OpenAsync();
            await using var read = new SqliteCommand(sql, file);
            return await read.ExecuteScalarAsync();
        }

        await using var connection = new NpgsqlConnection($"{_server.ConnectionString};Search Path={JournalOptions.DefaultSchema};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Folder.Dispose();
    }
}

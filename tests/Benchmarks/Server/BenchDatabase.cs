using Npgsql;

namespace Sync.Benchmarks.Server;

/// <summary>A database that is dropped afterwards.</summary>
internal sealed class BenchDatabase(string connection, Func<Task> drop) : IAsyncDisposable
{
    public string Connection { get; } = connection;

    public async Task ExecuteAsync(string sql)
    {
        await using var opened = new NpgsqlConnection(Connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var opened = new NpgsqlConnection(Connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 120 };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync() => await drop();
}

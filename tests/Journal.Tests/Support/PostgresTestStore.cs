using Npgsql;

namespace Sync.Journal.Tests.Support;

/// <summary>A schema on a server that others use too.</summary>
public sealed class PostgresTestStore(string connectionString) : TestStore
{
    private static int _count;
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create($"{connectionString};Pooling=false");

    public override string Storage => "postgres";

    public string Schema { get; } = $"journal_{Interlocked.Increment(ref _count)}";

    public override async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public override async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A connection whose search path is the schema.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"set search_path = {Schema}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public override async Task<IAsyncDisposable> StallAsync()
    {
        var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand("begin; lock table journal in share mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    protected override void Configure(JournalOptions options)
    {
        options.Storage = Storage;
        options.Connection = connectionString;
        options.Schema = Schema;
    }

    protected override async Task RemoveAsync() => await _source.DisposeAsync();
}

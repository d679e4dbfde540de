using Npgsql;
using Sync.Journal.Hosting;

namespace Sync.Journal.Postgres;

/// <summary>The agreement on formats in PostgreSQL, beside the membership table. Who announces and who agrees do so one after the other. Thread-safe.</summary>
internal sealed class PostgresFormats(string connection, string schema) : IFormatStore
{
    private const string Component = "cluster";

    /// <summary>Silos that may write: all that the membership table does not know as dead, and those that spoke lately.</summary>
    private const string Living = """
        select Address || ':' || Port || '@' || Generation as process from OrleansMembershipTable where DeploymentId = $1 and Status <> 6
        union
        select process from format_read where cluster = $1 and said_at > now() - interval '1 minute'
        """;

    private readonly string _connection = OrleansSchema.Connection(connection, schema);
    private volatile bool _ready;

    public async Task<IReadOnlyDictionary<string, int>> AnnounceAsync(string cluster, string process, IReadOnlyDictionary<string, int> reads, CancellationToken cancellationToken = default)
    {
        await using var npgsql = await OpenAsync(cancellationToken);
        await using var transaction = await npgsql.BeginTransactionAsync(cancellationToken);
        await PostgresMigrator.LockAsync(npgsql, $"{schema} formats", cancellationToken);
        await ExecuteAsync(npgsql, "delete from format_read where (cluster = $1 and process = $2 and name <> all ($3)) or said_at < now() - interval '1 day'", cancellationToken, cluster, process, reads.Keys.ToArray());
        await ExecuteAsync(
            npgsql,
            "insert into format_read (cluster, process, name, version) select $1, $2, n, v from unnest($3, $4) r (n, v) on conflict (cluster, process, name) do update set version = excluded.version, said_at = now()",
            cancellationToken, cluster, process, reads.Keys.ToArray(), reads.Values.ToArray());
        var agreed = await ReadAsync(npgsql, "select name, version from format_agreed", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return agreed;
    }

    public async Task<IReadOnlyDictionary<string, int>> CommonAsync(string cluster, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        await using var npgsql = await OpenAsync(cancellationToken);
        return await ReadAsync(
            npgsql,
            $"select n.name, min(coalesce(f.version, 1)) from unnest($2) n (name) cross join ({Living}) p left join format_read f on f.cluster = $1 and f.process = p.process and f.name = n.name group by n.name",
            cancellationToken, cluster, names.ToArray());
    }

    public async Task<bool> TryAgreeAsync(string cluster, string name, int version, CancellationToken cancellationToken = default)
    {
        await using var npgsql = await OpenAsync(cancellationToken);
        await using var transaction = await npgsql.BeginTransactionAsync(cancellationToken);
        await PostgresMigrator.LockAsync(npgsql, $"{schema} formats", cancellationToken);
        var done = await ExecuteAsync(
            npgsql,
            $"""
            insert into format_agreed (name, version)
            select $2, $3 where not exists (
              select 1 from ({Living}) p left join format_read f on f.cluster = $1 and f.process = p.process and f.name = $2 where coalesce(f.version, 1) < $3)
            on conflict (name) do update set version = excluded.version, agreed_at = now() where format_agreed.version < excluded.version
            """,
            cancellationToken, cluster, name, version);
        await transaction.CommitAsync(cancellationToken);
        return done > 0;
    }

    public async Task LeaveAsync(string cluster, string process, CancellationToken cancellationToken = default)
    {
        await using var npgsql = await OpenAsync(cancellationToken);
        await ExecuteAsync(npgsql, "delete from format_read where cluster = $1 and process = $2", cancellationToken, cluster, process);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var npgsql = new NpgsqlConnection(_connection);
        await npgsql.OpenAsync(cancellationToken);
        if (_ready) return npgsql;
        await PostgresMigrator.RunAsync(npgsql, schema, Component, cancellationToken);
        _ready = true;
        return npgsql;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection npgsql, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(npgsql, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, int>> ReadAsync(NpgsqlConnection npgsql, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(npgsql, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) levels[reader.GetString(0)] = reader.GetInt32(1);
        return levels;
    }

    private static NpgsqlCommand Command(NpgsqlConnection npgsql, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, npgsql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}

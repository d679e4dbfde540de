using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>A writer's connection, and the server process at its other end.</summary>
internal sealed class PostgresLink : IAsyncDisposable
{
    private PostgresLink(NpgsqlConnection connection, Backend backend)
    {
        Connection = connection;
        Backend = backend;
        Insert = new PostgresInsert(connection);
    }

    public NpgsqlConnection Connection { get; }

    public Backend Backend { get; }

    /// <summary>Writes a few records on it.</summary>
    public PostgresInsert Insert { get; }

    public static async Task<PostgresLink> OpenAsync(NpgsqlDataSource source, TimeSpan lockTimeout)
    {
        var connection = await source.OpenConnectionAsync();
        try
        {
            // An answer rests on the record being on disk, whatever the server does for others.
            await using var command = new NpgsqlCommand(
                """
                select pid, backend_start,
                  set_config('lock_timeout', $1, false), set_config('enable_seqscan', 'off', false),
                  set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)
                from pg_stat_activity where pid = pg_backend_pid()
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{(long)lockTimeout.TotalMilliseconds}ms" });
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return new PostgresLink(connection, new Backend(reader.GetInt32(0), reader.GetDateTime(1)));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Insert.DisposeAsync();
        await Connection.DisposeAsync();
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Sync.Journal.Postgres;

/// <summary>Ends server processes of ours that nobody talks to any more.</summary>
internal static class PostgresBackends
{
    private const int Tries = 3;

    /// <summary>Ends a backend and returns when its transaction is over, one way or the other.</summary>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public static async Task EndAsync(NpgsqlConnection connection, Backend backend)
    {
        // A backend leaves pg_stat_activity after it has ended its transaction. The function waits for that.
        for (var i = 0; i < Tries; i++)
        {
            await using var command = new NpgsqlCommand(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = $1 and backend_start = $2", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = backend.ProcessId });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = backend.Start, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            if (await command.ExecuteScalarAsync() is null) return;
        }

        throw new TimeoutException($"the server process {backend.ProcessId} does not end");
    }

    /// <summary>Ends writers, of whatever process, that froze while they sent a batch: they survive every time-out of the server, block whoever
    /// writes the same keys, and hide all newer rows from the feed.</summary>
    /// <returns>How many were ended. Their transactions are over, unless the server takes longer than a second to end one.</returns>
    public static async Task<int> EndFrozenAsync(NpgsqlConnection connection, TimeSpan frozenAfter, CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand(
            """
            select count(*) filter (where pg_terminate_backend(a.pid, 1000))::int
            from pg_stat_activity a
            where a.application_name = $1 and a.datname = current_database() and a.usename = current_user and a.pid <> pg_backend_pid()
              and a.state = 'active' and a.wait_event = 'ClientRead' and a.state_change < clock_timestamp() - $2
              and exists (
                select 1 from pg_locks l
                where l.pid = a.pid and l.relation = 'journal'::regclass and l.mode = 'RowExclusiveLock' and l.granted)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresSources.WriterName });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = frozenAfter });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

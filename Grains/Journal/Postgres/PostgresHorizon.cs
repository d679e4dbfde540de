using Microsoft.Extensions.Logging;
using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The transaction id below which no row can still appear in the journal.</summary>
/// <remarks>
/// <para>Every writer holds RowExclusiveLock on the journal before it gets its transaction id (COPY and INSERT lock first; a trigger refuses
/// anybody else) and keeps it until its rows are visible. Let a transaction have an id below the snapshot's xmax. It got the id before the snapshot,
/// so it got the lock before the snapshot. When the locks are read, which is after the snapshot, it either still holds the lock, and then
/// the horizon is not above it; or it is over, and the next statement sees what it wrote. A transaction that holds the lock but has no id yet
/// will get one that is not below xmax.</para>
/// <para>Transactions elsewhere do not count, however long they run: neither the global xmin nor a sequence has a part in this.</para>
/// </remarks>
internal sealed partial class PostgresHorizon(PostgresTuning tuning, TimeProvider time, ILogger logger)
{
    // One call of the lock view: the lock and the id of a transaction must come from one look.
    private const string Sql = """
        with held as materialized (
          select locktype, database, relation, mode, virtualtransaction, transactionid from pg_locks where granted
        )
        select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, array(
          select x.transactionid::text::bigint
          from held j join held x on x.virtualtransaction = j.virtualtransaction
          where j.locktype = 'relation' and j.relation = 'journal'::regclass and j.mode = 'RowExclusiveLock'
            and j.database = (select oid from pg_database where datname = current_database())
            and x.locktype = 'transactionid' and x.mode = 'ExclusiveLock')
        """;

    private readonly Lock _gate = new();
    private long _held;
    private long _since;

    /// <summary>Reads the horizon. Rows below it are complete for every statement that begins after this returns.</summary>
    public async Task<long> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        long xmax;
        long[] running;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            xmax = reader.GetInt64(0);
            running = reader.GetFieldValue<long[]>(1);
        }

        var horizon = Least(xmax, running);
        if (IsStuck(horizon, xmax)) await EndFrozenAsync(connection, horizon, cancellationToken);
        return horizon;
    }

    /// <summary>The least of a 64-bit id and of running ids, of which the lock view shows only the lower 32 bits.</summary>
    public static long Least(long xmax, IEnumerable<long> running)
    {
        var least = xmax;
        foreach (var low in running) least = Math.Min(least, Widen(low, xmax));
        return least;
    }

    // A running id is within 2^31 of the next one.
    private static long Widen(long low, long near)
    {
        var wide = (near & ~0xFFFF_FFFFL) | low;
        if (wide - near > int.MaxValue) wide -= 1L << 32;
        else if (near - wide > int.MaxValue) wide += 1L << 32;
        return wide;
    }

    private bool IsStuck(long horizon, long xmax)
    {
        lock (_gate)
        {
            if (horizon != _held || horizon == xmax)
            {
                _held = horizon;
                _since = time.GetTimestamp();
                return false;
            }

            if (time.GetElapsedTime(_since) < tuning.FrozenAfter) return false;
            _since = time.GetTimestamp();
            return true;
        }
    }

    private async Task EndFrozenAsync(NpgsqlConnection connection, long horizon, CancellationToken cancellationToken)
    {
        var ended = await PostgresBackends.EndFrozenAsync(connection, tuning.FrozenAfter, cancellationToken);
        LogStuck(horizon, tuning.FrozenAfter.TotalSeconds, ended);
    }

    [LoggerMessage(EventId = 2031, Level = LogLevel.Warning,
        Message = "The feed stands at transaction {Transaction} for {Seconds} s, because that transaction is still open on the journal; {Ended} frozen writers were ended")]
    private partial void LogStuck(long transaction, double seconds, int ended);
}

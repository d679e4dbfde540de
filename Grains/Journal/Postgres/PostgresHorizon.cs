using Microsoft.Extensions.Logging;
using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The transaction id below which no row can still appear in the journal.</summary>
/// <remarks>
/// <para>The snapshot names every transaction that has an id below its xmax and is not over. Of these, only those do not count that are surely no
/// writers: every writer holds RowExclusiveLock on the journal before it gets its id (COPY and INSERT lock first; a trigger refuses anybody else)
/// and keeps it until its rows are visible. So whoever is seen, after the snapshot, to hold the lock of its own id without that lock writes no row.</para>
/// <para>A transaction whose id is not seen in the lock view counts: it may be over since, and then the next look says so, or it may have its id and
/// not yet the lock of it. That is a moment, but on a busy machine a process can be put aside in the middle of it.</para>
/// <para>Transactions elsewhere do not count, however long they run: neither the global xmin nor a sequence has a part in this.</para>
/// </remarks>
internal sealed partial class PostgresHorizon(PostgresTuning tuning, TimeProvider time, ILogger logger)
{
    // One call of the lock view: both locks of a transaction must come from one look, and that comes after the snapshot of the statement.
    private const string Sql = """
        with held as materialized (
          select locktype, database, relation, mode, virtualtransaction, transactionid from pg_locks where granted
        )
        select pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
          array(select x::text::bigint from pg_snapshot_xip(pg_current_snapshot()) x),
          array(
            select x.transactionid::text::bigint from held x
            where x.locktype = 'transactionid' and x.mode = 'ExclusiveLock' and not exists (
              select 1 from held j
              where j.virtualtransaction = x.virtualtransaction
                and j.locktype = 'relation' and j.relation = 'journal'::regclass and j.mode = 'RowExclusiveLock'
                and j.database = (select oid from pg_database where datname = current_database())))
        """;

    private readonly Lock _gate = new();
    private long _reached;
    private long _reachedAt;
    private long _held;
    private long _since;

    /// <summary>Reads the horizon. Rows below it are complete for every statement that begins after this returns. It never goes back: what one look has shown to be no
    /// writer is none, also where the next look cannot tell.</summary>
    public async Task<long> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (horizon, xmax) = await LookAsync(connection, cancellationToken);
        if (IsStuck(horizon, xmax) && await EndFrozenAsync(connection, horizon, cancellationToken) > 0)
        {
            began = time.GetTimestamp();
            (horizon, xmax) = await LookAsync(connection, cancellationToken);
        }

        return Reach(began, horizon, xmax);
    }

    /// <summary>The furthest horizon that was seen. Where a look that began after that one had ended finds an end before it, ids have begun again: another server
    /// has taken over.</summary>
    internal long Reach(long began, long horizon, long xmax)
    {
        lock (_gate)
        {
            if (horizon < _reached && (xmax >= _reached || began <= _reachedAt)) return _reached;
            (_reached, _reachedAt) = (horizon, time.GetTimestamp());
            return horizon;
        }
    }

    /// <summary>The least of the snapshot's end and of those running transactions of which it is not known that they write elsewhere. The lock view
    /// shows only the lower 32 bits of their ids.</summary>
    public static long Least(long xmax, IEnumerable<long> running, IEnumerable<long> elsewhere)
    {
        var others = elsewhere.ToHashSet();
        return running.Where(id => !others.Contains(id & 0xFFFF_FFFFL)).Append(xmax).Min();
    }

    private static async Task<(long Horizon, long Xmax)> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var xmax = reader.GetInt64(0);
        return (Least(xmax, reader.GetFieldValue<long[]>(1), reader.GetFieldValue<long[]>(2)), xmax);
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

    private async Task<int> EndFrozenAsync(NpgsqlConnection connection, long horizon, CancellationToken cancellationToken)
    {
        var ended = await PostgresBackends.EndFrozenAsync(connection, tuning.FrozenAfter, cancellationToken);
        LogStuck(horizon, tuning.FrozenAfter.TotalSeconds, ended);
        return ended;
    }

    [LoggerMessage(EventId = 2031, Level = LogLevel.Warning,
        Message = "The feed stands at transaction {Transaction} for {Seconds} s, because that transaction is still open on the journal; {Ended} frozen writers were ended")]
    private partial void LogStuck(long transaction, double seconds, int ended);
}

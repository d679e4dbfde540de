using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Reads in commit order, below the horizon: what this process has just committed comes from memory, the rest from the server.</summary>
internal sealed class PostgresFeedReader(
    PostgresPool pool, PostgresNames names, PostgresHorizon horizon, RecentCommits recent, Func<short> epoch) : IFeedReader
{
    public Task<FeedSlice> ReadAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        var below = await horizon.ReadAsync(connection, cancellationToken);
        if (lane is null && await RecentAsync(connection, after, below, max, cancellationToken) is { } slice) return slice;
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Rows(lane, after, below, max) } };
        if (lane is { } one) batch.BatchCommands.Add(Newest(PostgresRow.Table(LaneGroups.Of(one)), below));

        List<StoredRow> rows;
        var head = after;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            rows = await PostgresRow.ReadAllAsync(reader, cancellationToken);
            if (await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken)) head = PostgresRow.Position(reader);
        }

        ImmutableArray<FeedRecord> records = [.. await names.CompleteAsync(connection, rows)];
        return FeedSlices.Of(records, after, head, max);
    }, cancellationToken);

    public Task<FeedPosition> HeadAsync(CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        var below = await horizon.ReadAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Newest("journal", below) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? PostgresRow.Position(reader) : default;
    }, cancellationToken);

    /// <summary>A stretch with the transactions that are in memory, or null where there are none. A transaction that was committed when the horizon
    /// was read is either in memory and placed, or it lies in a gap and is read.</summary>
    private async Task<FeedSlice?> RecentAsync(NpgsqlConnection connection, FeedPosition after, long below, int max, CancellationToken cancellationToken)
    {
        if (after.Epoch != epoch()) return null;
        recent.Forget(after.Transaction);
        await PostgresCommitPlaces.ReadAsync(connection, recent, epoch(), cancellationToken);
        var known = recent.Between(after.Transaction, below);
        if (known.Count == 0) return null;
        var gaps = new PostgresGaps(after, known, below);
        List<FeedRecord> read = [];
        if (!gaps.IsEmpty)
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { gaps.Rows(epoch(), max) } };
            List<StoredRow> rows;
            await using (var reader = await batch.ExecuteReaderAsync(cancellationToken)) rows = await PostgresRow.ReadAllAsync(reader, cancellationToken);
            read = await names.CompleteAsync(connection, rows);
        }

        return FeedSlices.Of(Merge(after, known, read, max), after, after, max);
    }

    private static ImmutableArray<FeedRecord> Merge(FeedPosition after, List<RecentCommits.Commit> known, List<FeedRecord> read, int max)
    {
        var merged = ImmutableArray.CreateBuilder<FeedRecord>();
        var next = 0;
        foreach (var commit in known)
        {
            for (; next < read.Count && read[next].Position.Transaction < commit.Transaction && merged.Count < max; next++) merged.Add(read[next]);

            // As many rows as were asked for came: what lies behind the last of them in a gap is not known.
            if (next == read.Count && read.Count == max) return merged.DrainToImmutable();
            foreach (var row in commit.Rows)
            {
                if (merged.Count == max) return merged.DrainToImmutable();
                if (commit.Position(row) is var position && position > after) merged.Add(new FeedRecord(position, row.Record));
            }
        }

        for (; next < read.Count && merged.Count < max; next++) merged.Add(read[next]);
        return merged.DrainToImmutable();
    }

    // Rows of an earlier epoch came with the dump: all of them are below every horizon.
    private NpgsqlBatchCommand Rows(int? lane, FeedPosition after, long below, int max)
    {
        var (table, filter) = lane is { } one ? (PostgresRow.Table(LaneGroups.Of(one)), "j.lane = $7 and ") : ("journal", "");
        var command = new NpgsqlBatchCommand(
            $"""
            select {PostgresRow.Columns} from {table} j
            where {filter}(j.epoch, j.xid) < ($1, $2) and (j.epoch, j.xid, j.ordinal) > ($3, $4, $5)
            order by j.epoch, j.xid, j.ordinal limit $6
            """)
        {
            Parameters =
            {
                Epoch(epoch()), Transaction(below), Epoch((short)after.Epoch), Transaction(after.Transaction), Integer((int)after.Ordinal), Integer(max),
            },
        };
        if (lane is not null) command.Parameters.Add(Epoch((short)lane));
        return command;
    }

    private NpgsqlBatchCommand Newest(string table, long below) => new(
        $"""
        select j.epoch, j.xid, j.ordinal from {table} j
        where (j.epoch, j.xid) < ($1, $2) order by j.epoch desc, j.xid desc, j.ordinal desc limit 1
        """)
    {
        Parameters = { Epoch(epoch()), Transaction(below) },
    };

    private static NpgsqlParameter Epoch(short value) => new NpgsqlParameter<short> { TypedValue = value };

    private static NpgsqlParameter Integer(int value) => new NpgsqlParameter<int> { TypedValue = value };

    private static NpgsqlParameter Transaction(long value) => new NpgsqlParameter<ulong> { TypedValue = (ulong)value, NpgsqlDbType = NpgsqlDbType.Xid8 };
}

using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Reads in commit order, below the horizon.</summary>
internal sealed class PostgresFeedReader(PostgresPool pool, PostgresNames names, PostgresHorizon horizon, Func<short> epoch) : IFeedReader
{
    public Task<FeedSlice> ReadAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        var below = await horizon.ReadAsync(connection, cancellationToken);
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

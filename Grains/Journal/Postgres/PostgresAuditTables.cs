using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>What verifier, auditor and archive need.</summary>
internal sealed class PostgresAuditTables(
    PostgresPool pool, PostgresNames names, PostgresHorizon horizon, RecentCommits recent, Func<short> epoch, int laneCount) : IAuditTables
{
    public Task<string> JournalIdAsync(CancellationToken cancellationToken) =>
        pool.RunAsync(async connection => (await PostgresArchive.SettingAsync(connection, "journal_id", cancellationToken))!, cancellationToken);

    public Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken) => pool.RunAsync(
        connection => PostgresArchive.StateAsync(connection, entity, "select version, hash, schema, body from snapshot where entity = $1", cancellationToken),
        cancellationToken);

    public Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken) =>
        pool.RunAsync(connection => PostgresArchive.BaseAsync(connection, entity, cancellationToken), cancellationToken);

    public Task<ImmutableArray<ChainLink>> ReadLinksAsync(FeedPosition after, int max, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        var below = await horizon.ReadAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select j.epoch, j.xid, j.ordinal, j.entity, j.version, j.previous_hash, j.hash from journal j
            where (j.epoch, j.xid) < ($1, $2) and (j.epoch, j.xid, j.ordinal) > ($3, $4, $5)
            order by j.epoch, j.xid, j.ordinal limit $6
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = epoch() },
                new NpgsqlParameter<ulong> { TypedValue = (ulong)below, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new NpgsqlParameter<short> { TypedValue = (short)after.Epoch },
                new NpgsqlParameter<ulong> { TypedValue = (ulong)after.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new NpgsqlParameter<int> { TypedValue = (int)after.Ordinal },
                new NpgsqlParameter<int> { TypedValue = max },
            },
        };
        var links = ImmutableArray.CreateBuilder<ChainLink>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            links.Add(new ChainLink(
                PostgresRow.Position(reader), EntityKey.Parse(reader.GetString(3)), reader.GetInt64(4),
                RecordHash.Read(reader.GetFieldValue<byte[]>(5)), RecordHash.Read(reader.GetFieldValue<byte[]>(6))));
        }

        return links.ToImmutable();
    }, cancellationToken);

    public Task<ImmutableArray<FeedRecord>> ReadOldAsync(
        EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {PostgresRow.Columns} from journal j
            where j.lane_group = $1 and j.entity = $2 and j.version < $3 and j.recorded_at < $4 order by j.version limit $5
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)LaneGroups.Of(entity, laneCount) },
                new NpgsqlParameter<string> { TypedValue = entity.ToString() },
                new NpgsqlParameter<long> { TypedValue = beforeVersion },
                new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<int> { TypedValue = max },
            },
        };
        List<StoredRow> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken)) rows = await PostgresRow.ReadAllAsync(reader, cancellationToken);
        return (await names.CompleteAsync(connection, rows)).ToImmutableArray();
    }, cancellationToken);

    public Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        var dropped = await PostgresArchive.DropAsync(connection, newBase, upTo, LaneGroups.Of(newBase.Entity, laneCount), cancellationToken);
        recent.Clear();
        return dropped;
    }, cancellationToken);

    public Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken) => pool.RunAsync(
        async connection => await PostgresArchive.SettingAsync(connection, PostgresArchive.DroppedUpTo, cancellationToken) is { } text ? FeedPosition.Parse(text) : default,
        cancellationToken);
}

using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Reads by entity.</summary>
internal sealed class PostgresEntityReader(PostgresPool pool, PostgresNames names, int laneCount) : IEntityReader
{
    public Task<ImmutableArray<EntityImage>> LoadAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken) =>
        pool.RunAsync(async connection =>
        {
            var snapshots = await PostgresSnapshotTable.FindAsync(connection, entities, laneCount, cancellationToken);
            var tails = await TailsAsync(connection, entities, snapshots, cancellationToken);
            // Without a snapshot, what was archived stands before the oldest record.
            foreach (var entity in entities.Where(entity => !snapshots.ContainsKey(entity) && tails[entity].FirstOrDefault()?.Version > 1))
                if (await PostgresArchive.BaseAsync(connection, entity, cancellationToken) is { } archived) snapshots[entity] = archived;
            return entities.Select(entity => new EntityImage(entity, snapshots.GetValueOrDefault(entity), [.. tails[entity]])).ToImmutableArray();
        }, cancellationToken);

    public Task<ImmutableArray<JournalRecord>> ReadAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {PostgresRow.Columns} from journal j
            where j.lane_group = $1 and j.entity = $2 and j.version > $3 and j.version < $4
            order by j.version {(newestFirst ? "desc" : "asc")} limit $5
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = Group(entity) },
                new NpgsqlParameter<string> { TypedValue = entity.ToString() },
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = before },
                new NpgsqlParameter<int> { TypedValue = max },
            },
        };
        return (await RecordsAsync(connection, command, cancellationToken)).ToImmutableArray();
    }, cancellationToken);

    public Task<ImmutableArray<IdentityMark>> FindAsync(EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken) =>
        pool.RunAsync(async connection =>
        {
            var sources = await names.FindSourcesAsync(connection, ids.Select(static id => id.Source));
            return await PostgresIdentities.FindAsync(connection, names, entity, Group(entity), ids, sources, cancellationToken);
        }, cancellationToken);

    public Task<ImmutableArray<EntityHead>> ReadHeadsAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken) =>
        pool.RunAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                select e.place, j.version, j.hash
                from unnest($1, $2) with ordinality e (lane_group, entity, place)
                cross join lateral (
                  select version, hash from journal where lane_group = e.lane_group and entity = e.entity order by version desc limit 1) j
                """,
                connection) { Parameters = { Groups(entities), Keys(entities) } };
            var heads = new EntityHead[entities.Count];
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                heads[reader.GetInt64(0) - 1] = new EntityHead(reader.GetInt64(1), RecordHash.Read(reader.GetFieldValue<byte[]>(2)));
            return ImmutableArray.Create(heads);
        }, cancellationToken);

    public Task<ImmutableArray<EntityKey>> ListAsync(EntityRange range, int max, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(
            """
            (select entity from journal where version = 1 and entity >= $1 and entity > $2 and entity < $3 order by entity limit $4)
            union
            (select entity from snapshot where entity >= $1 and entity > $2 and entity < $3 order by entity limit $4)
            order by entity limit $4
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = range.From },
                new NpgsqlParameter<string> { TypedValue = range.After },
                new NpgsqlParameter<string> { TypedValue = range.Before },
                new NpgsqlParameter<int> { TypedValue = max },
            },
        };
        var entities = ImmutableArray.CreateBuilder<EntityKey>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) entities.Add(EntityKey.Parse(reader.GetString(0)));
        return entities.ToImmutable();
    }, cancellationToken);

    private async Task<ILookup<EntityKey, JournalRecord>> TailsAsync(
        NpgsqlConnection connection, IReadOnlyList<EntityKey> entities, Dictionary<EntityKey, Snapshot> snapshots, CancellationToken cancellationToken)
    {
        var after = entities.Select(entity => snapshots.GetValueOrDefault(entity)?.Version ?? 0).ToArray();
        await using var command = new NpgsqlCommand(
            $"""
            select {PostgresRow.Columns}
            from unnest($1, $2, $3) e (lane_group, entity, version)
            cross join lateral (
              select * from journal where lane_group = e.lane_group and entity = e.entity and version > e.version
              offset 0) j -- Else, once it has statistics, the server may read a whole index and join that.
            order by j.entity, j.version
            """,
            connection)
        {
            Parameters =
            {
                Groups(entities),
                Keys(entities),
                new NpgsqlParameter { Value = after, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
        return (await RecordsAsync(connection, command, cancellationToken)).ToLookup(static record => record.Entity);
    }

    private async Task<List<JournalRecord>> RecordsAsync(NpgsqlConnection connection, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        List<StoredRow> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken)) rows = await PostgresRow.ReadAllAsync(reader, cancellationToken);
        return (await names.CompleteAsync(connection, rows)).ConvertAll(static row => row.Record);
    }

    private short Group(EntityKey entity) => (short)LaneGroups.Of(entity, laneCount);

    private NpgsqlParameter Groups(IReadOnlyList<EntityKey> entities) =>
        new() { Value = entities.Select(Group).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint };

    private static NpgsqlParameter Keys(IReadOnlyList<EntityKey> entities) =>
        new() { Value = entities.Select(static entity => entity.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}

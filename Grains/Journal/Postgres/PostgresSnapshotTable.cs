using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Keeps snapshots.</summary>
internal sealed class PostgresSnapshotTable(PostgresPool pool, int laneCount) : ISnapshotTable
{
    public async Task SaveAsync(IReadOnlyList<Snapshot> snapshots)
    {
        // Sorted: another process may write the same entities.
        var sorted = snapshots.OrderBy(static snapshot => snapshot.Entity.ToString(), StringComparer.Ordinal).ToArray();
        await pool.RunAsync(async connection =>
        {
            // A snapshot that names a record which does not exist gives way to any.
            var command = new NpgsqlBatchCommand(
                """
                insert into snapshot (entity, lane_group, version, hash, schema, body)
                select * from unnest($1, $2, $3, $4, $5, $6)
                on conflict (entity) do update
                set version = excluded.version, hash = excluded.hash, schema = excluded.schema, body = excluded.body
                where excluded.version >= snapshot.version or not exists (
                  select 1 from journal j
                  where j.lane_group = snapshot.lane_group and j.entity = snapshot.entity and j.version = snapshot.version and j.hash = snapshot.hash)
                """);
            Add(NpgsqlDbType.Text, static snapshot => snapshot.Entity.ToString());
            Add(NpgsqlDbType.Smallint, snapshot => (short)LaneGroups.Of(snapshot.Entity, laneCount));
            Add(NpgsqlDbType.Bigint, static snapshot => snapshot.Version);
            Add(NpgsqlDbType.Bytea, static snapshot => snapshot.Hash.ToArray());
            Add(NpgsqlDbType.Integer, static snapshot => snapshot.Schema);
            Add(NpgsqlDbType.Bytea, static snapshot => snapshot.Body.ToArray());
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { PostgresDurability.Relaxed(), command } };
            return await batch.ExecuteNonQueryAsync();

            void Add<T>(NpgsqlDbType type, Func<Snapshot, T> value) =>
                command.Parameters.Add(new NpgsqlParameter { Value = sorted.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        });
    }

    /// <summary>The snapshots of entities, where the record that they name exists with its hash.</summary>
    public static async Task<Dictionary<EntityKey, Snapshot>> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<EntityKey> entities, int laneCount, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.entity, s.version, s.hash, s.schema, s.body
            from unnest($1, $2) e (lane_group, entity)
            join snapshot s on s.entity = e.entity
            cross join lateral (
              select 1 from journal where lane_group = e.lane_group and entity = s.entity and version = s.version and hash = s.hash offset 0) j
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = entities.Select(entity => (short)LaneGroups.Of(entity, laneCount)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint },
                new NpgsqlParameter { Value = entities.Select(static entity => entity.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        var snapshots = new Dictionary<EntityKey, Snapshot>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var entity = EntityKey.Parse(reader.GetString(0));
            snapshots[entity] = new Snapshot(
                entity, reader.GetInt64(1), RecordHash.Read(reader.GetFieldValue<byte[]>(2)), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4));
        }

        return snapshots;
    }
}

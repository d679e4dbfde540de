using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>Keeps snapshots. Writes run on the writer's thread.</summary>
internal sealed class SqliteSnapshotTable(SqliteWriter writer) : ISnapshotTable
{
    public Task SaveAsync(IReadOnlyList<Snapshot> snapshots)
    {
        writer.Transact(database =>
        {
            foreach (var snapshot in snapshots) Save(database, snapshot);
        });
        return Task.CompletedTask;
    }

    /// <summary>The snapshot of an entity, if the record it names exists with its hash.</summary>
    public static Snapshot? Find(SqliteDatabase database, EntityKey entity)
    {
        using var reader = database.Bind(
            """
            select s.version, s.hash, s.schema, s.body
            from snapshot s join journal j on j.entity = s.entity and j.version = s.version and j.hash = s.hash
            where s.entity = $1
            """,
            entity.ToString()).ExecuteReader();
        return reader.Read()
            ? new Snapshot(entity, reader.GetInt64(0), RecordHash.Read(reader.GetFieldValue<byte[]>(1)), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    // One that names a record which does not exist gives way to any.
    private static void Save(SqliteDatabase database, Snapshot snapshot) => database.Bind(
        """
        insert into snapshot (entity, version, hash, schema, body) values ($1, $2, $3, $4, $5)
        on conflict (entity) do update
        set version = excluded.version, hash = excluded.hash, schema = excluded.schema, body = excluded.body
        where excluded.version >= snapshot.version or not exists (
          select 1 from journal j where j.entity = snapshot.entity and j.version = snapshot.version and j.hash = snapshot.hash)
        """,
        snapshot.Entity.ToString(), snapshot.Version, snapshot.Hash.ToArray(), snapshot.Schema, snapshot.Body.ToArray()).ExecuteNonQuery();
}

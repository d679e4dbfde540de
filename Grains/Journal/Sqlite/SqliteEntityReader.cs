using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>Reads by entity.</summary>
internal sealed class SqliteEntityReader(SqliteReaders readers, SqliteNames names) : IEntityReader
{
    public Task<ImmutableArray<EntityImage>> LoadAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            database =>
            {
                var images = ImmutableArray.CreateBuilder<EntityImage>(entities.Count);
                foreach (var entity in entities) images.Add(Load(database, entity));
                return images.MoveToImmutable();
            },
            cancellationToken);

    public Task<ImmutableArray<JournalRecord>> ReadAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            database => Records(database, entity, after, before, max, newestFirst ? "desc" : "asc"),
            cancellationToken);

    public Task<ImmutableArray<IdentityMark>> FindAsync(
        EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken) =>
        readers.ReadAsync(database => ids.Distinct().SelectMany(id => Find(database, entity.ToString(), id)).ToImmutableArray(), cancellationToken);

    public Task<ImmutableArray<EntityHead>> ReadHeadsAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken) =>
        readers.ReadAsync(database => entities.Select(entity => Head(database, entity)).ToImmutableArray(), cancellationToken);

    public Task<ImmutableArray<EntityKey>> ListAsync(EntityRange range, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            database =>
            {
                // Named, because without statistics the fence looks as good, and that one has an entry for every version.
                using var reader = database.Bind(
                    """
                    select entity from journal indexed by journal_entity where version = 1 and entity >= $1 and entity > $2 and entity < $3
                    union
                    select entity from snapshot where entity >= $1 and entity > $2 and entity < $3
                    order by entity limit $4
                    """,
                    range.From, range.After, range.Before, max).ExecuteReader();
                var entities = ImmutableArray.CreateBuilder<EntityKey>();
                while (reader.Read()) entities.Add(EntityKey.Parse(reader.GetString(0)));
                return entities.ToImmutable();
            },
            cancellationToken);

    private EntityImage Load(SqliteDatabase database, EntityKey entity)
    {
        var snapshot = SqliteSnapshotTable.Find(database, entity);
        var tail = Records(database, entity, snapshot?.Version ?? 0, long.MaxValue, int.MaxValue, "asc");
        // Without a snapshot, what was archived stands before the oldest record.
        if (snapshot is null && !tail.IsEmpty && tail[0].Version > 1) snapshot = SqliteArchive.Base(database, entity);
        return new EntityImage(entity, snapshot, tail);
    }

    private ImmutableArray<JournalRecord> Records(SqliteDatabase database, EntityKey entity, long after, long before, int max, string order) =>
        [.. SqliteRow.ReadAll(
            database,
            names,
            database.Bind(
                $"select {SqliteRow.Columns} from journal where entity = $1 and version > $2 and version < $3 order by version {order} limit $4",
                entity.ToString(), after, before, max)).Select(static row => row.Record)];

    private List<IdentityMark> Find(SqliteDatabase database, string entity, UpdateId id)
    {
        var marks = new List<IdentityMark>();
        if (names.FindSource(database, id.Source) is not { } source) return marks;
        SqliteArchive.Find(database, names, entity, id, marks);
        using var reader = database.Bind(
            """
            select fingerprint, version, kind, sequence from journal indexed by journal_message
            where entity = $1 and source = $2 and message_id = $3 and source_epoch = $4
            order by version
            """,
            entity, source, id.MessageId, id.Epoch).ExecuteReader();
        while (reader.Read())
        {
            marks.Add(new IdentityMark(
                id, Fingerprint.Read(reader.GetFieldValue<byte[]>(0)), reader.GetInt64(1), names.Kind(database, reader.GetInt32(2)), reader.IsDBNull(3) ? null : reader.GetInt64(3)));
        }

        return marks;
    }

    private static EntityHead Head(SqliteDatabase database, EntityKey entity)
    {
        using var reader = database.Bind(
            "select version, hash from journal where entity = $1 order by version desc limit 1", entity.ToString()).ExecuteReader();
        return reader.Read() ? new EntityHead(reader.GetInt64(0), RecordHash.Read(reader.GetFieldValue<byte[]>(1))) : default;
    }
}

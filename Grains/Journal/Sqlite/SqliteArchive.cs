using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>The tables of what has left the journal.</summary>
internal static class SqliteArchive
{
    public const string DroppedUpTo = "dropped_up_to";

    /// <summary>The state up to which the records of an entity have left.</summary>
    public static Snapshot? Base(SqliteDatabase database, EntityKey entity) =>
        State(database, entity, "select version, hash, schema, body from archived where entity = $1");

    public static Snapshot? State(SqliteDatabase database, EntityKey entity, string sql)
    {
        using var reader = database.Bind(sql, entity.ToString()).ExecuteReader();
        return reader.Read()
            ? new Snapshot(entity, reader.GetInt64(0), RecordHash.Read(reader.GetFieldValue<byte[]>(1)), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    /// <summary>The identities that have left, as the journal would tell them.</summary>
    public static void Find(SqliteDatabase database, SqliteNames names, string entity, UpdateId id, List<IdentityMark> marks)
    {
        if (database.Bind("select id from archived where entity = $1", entity).ExecuteScalar() is not long archived) return;
        using var reader = database.Bind(
            "select fingerprint, version, kind from archived_identity where archived = $1 and identity = $2 order by version", archived, IdentityHash.Of(id)).ExecuteReader();
        while (reader.Read())
            marks.Add(new IdentityMark(id, Fingerprint.Read(reader.GetFieldValue<byte[]>(0)), reader.GetInt64(1), names.Kind(database, reader.GetInt32(2))));
    }

    /// <summary>Takes records out, in the writer's transaction.</summary>
    public static int Drop(SqliteDatabase database, Snapshot newBase, FeedPosition upTo)
    {
        var entity = newBase.Entity.ToString();
        var before = Base(database, newBase.Entity)?.Version ?? 0;
        if (newBase.Version <= before) return 0;
        ArchiveRules.Check(
            newBase,
            database.Bind("select 1 from journal where entity = $1 and version = $2 and hash = $3", entity, newBase.Version, newBase.Hash.ToArray()).ExecuteScalar() is not null,
            SqliteSnapshotTable.Find(database, newBase.Entity)?.Version > newBase.Version);
        var archived = (long)database.Bind(
            """
            insert into archived (entity, version, hash, schema, body) values ($1, $2, $3, $4, $5)
            on conflict (entity) do update set version = excluded.version, hash = excluded.hash, schema = excluded.schema, body = excluded.body
            returning id
            """,
            entity, newBase.Version, newBase.Hash.ToArray(), newBase.Schema, newBase.Body.ToArray()).ExecuteScalar()!;
        foreach (var (identity, version, fingerprint, kind) in Leaving(database, entity, newBase.Version))
        {
            database.Bind(
                "insert into archived_identity (archived, identity, version, fingerprint, kind) values ($1, $2, $3, $4, $5)",
                archived, identity, version, fingerprint, kind).ExecuteNonQuery();
        }

        var dropped = database.Bind("delete from journal where entity = $1 and version <= $2", entity, newBase.Version).ExecuteNonQuery();
        ArchiveRules.CheckDropped(newBase, before, dropped);
        Note(database, upTo);
        return dropped;
    }

    private static List<(byte[] Identity, long Version, byte[] Fingerprint, long Kind)> Leaving(SqliteDatabase database, string entity, long upTo)
    {
        var leaving = new List<(byte[], long, byte[], long)>();
        using var reader = database.Bind(
            """
            select s.name, j.source_epoch, j.message_id, j.version, j.fingerprint, j.kind
            from journal j join source s on s.id = j.source where j.entity = $1 and j.version <= $2
            """,
            entity, upTo).ExecuteReader();
        while (reader.Read())
        {
            var id = new UpdateId(reader.GetString(0), reader.GetInt32(1), reader.GetString(2));
            leaving.Add((IdentityHash.Of(id), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4), reader.GetInt64(5)));
        }

        return leaving;
    }

    private static void Note(SqliteDatabase database, FeedPosition upTo)
    {
        var known = database.Bind("select value from setting where name = $1", DroppedUpTo).ExecuteScalar() as string;
        if (known is not null && FeedPosition.Parse(known) >= upTo) return;
        database.Bind(
            "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", DroppedUpTo, upTo.ToString()).ExecuteNonQuery();
    }
}

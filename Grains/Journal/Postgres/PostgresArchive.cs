using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>The tables of what has left the journal.</summary>
internal static class PostgresArchive
{
    public const string DroppedUpTo = "dropped_up_to";

    /// <summary>The state up to which the records of an entity have left.</summary>
    public static Task<Snapshot?> BaseAsync(NpgsqlConnection connection, EntityKey entity, CancellationToken cancellationToken) =>
        StateAsync(connection, entity, "select version, hash, schema, body from archived where entity = $1", cancellationToken);

    public static async Task<Snapshot?> StateAsync(NpgsqlConnection connection, EntityKey entity, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Text(entity.ToString()) } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Snapshot(entity, reader.GetInt64(0), RecordHash.Read(reader.GetFieldValue<byte[]>(1)), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    public static async Task<string?> SettingAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select value from setting where name = $1", connection) { Parameters = { Text(name) } };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Takes records out, in one transaction. It names the partition: a lock on the whole journal would hold up the horizon of the feed.</summary>
    public static async Task<int> DropAsync(NpgsqlConnection connection, Snapshot newBase, FeedPosition upTo, int laneGroup, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var table = PostgresRow.Table(laneGroup);
        var (archived, before) = await ClaimAsync(connection, newBase, cancellationToken);
        if (archived is null) return 0;
        await CheckAsync(connection, newBase, table, cancellationToken);
        await KeepIdentitiesAsync(connection, archived.Value, newBase, table, cancellationToken);
        await using var delete = new NpgsqlCommand($"delete from {table} where lane_group = $1 and entity = $2 and version <= $3", connection)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)laneGroup }, Text(newBase.Entity.ToString()), Long(newBase.Version) },
        };
        var dropped = await delete.ExecuteNonQueryAsync(cancellationToken);
        ArchiveRules.CheckDropped(newBase, before, dropped);
        await NoteAsync(connection, upTo, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return dropped;
    }

    // Locks the entity's row until the end, so that two who archive the same come one after the other.
    private static async Task<(long? Archived, long Before)> ClaimAsync(NpgsqlConnection connection, Snapshot newBase, CancellationToken cancellationToken)
    {
        var entity = newBase.Entity.ToString();
        await using var old = new NpgsqlCommand("select version from archived where entity = $1 for update", connection) { Parameters = { Text(entity) } };
        var before = await old.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
        await using var claim = new NpgsqlCommand(
            """
            insert into archived (entity, version, hash, schema, body) values ($1, $2, $3, $4, $5)
            on conflict (entity) do update set version = excluded.version, hash = excluded.hash, schema = excluded.schema, body = excluded.body
            where archived.version < excluded.version
            returning id
            """,
            connection)
        {
            Parameters =
            {
                Text(entity), Long(newBase.Version), new NpgsqlParameter<byte[]> { TypedValue = newBase.Hash.ToArray() },
                new NpgsqlParameter<int> { TypedValue = newBase.Schema }, new NpgsqlParameter<byte[]> { TypedValue = newBase.Body.ToArray() },
            },
        };
        return (await claim.ExecuteScalarAsync(cancellationToken) as long?, before);
    }

    private static async Task CheckAsync(NpgsqlConnection connection, Snapshot newBase, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select exists (select 1 from {table} where entity = $1 and version = $2 and hash = $3),
              exists (
                select 1 from snapshot s join {table} j on j.entity = s.entity and j.version = s.version and j.hash = s.hash
                where s.entity = $1 and s.version > $2)
            """,
            connection)
        {
            Parameters = { Text(newBase.Entity.ToString()), Long(newBase.Version), new NpgsqlParameter<byte[]> { TypedValue = newBase.Hash.ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        ArchiveRules.Check(newBase, reader.GetBoolean(0), reader.GetBoolean(1));
    }

    private static async Task KeepIdentitiesAsync(NpgsqlConnection connection, long archived, Snapshot newBase, string table, CancellationToken cancellationToken)
    {
        var (identities, versions, fingerprints, kinds) = (new List<byte[]>(), new List<long>(), new List<byte[]>(), new List<short>());
        await using (var select = new NpgsqlCommand(
            $"""
            select s.name, j.source_epoch, j.message_id, j.version, j.fingerprint, j.kind
            from {table} j join source s on s.id = j.source where j.entity = $1 and j.version <= $2
            """,
            connection) { Parameters = { Text(newBase.Entity.ToString()), Long(newBase.Version) } })
        {
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                identities.Add(IdentityHash.Of(new UpdateId(reader.GetString(0), reader.GetInt32(1), reader.GetString(2))));
                versions.Add(reader.GetInt64(3));
                fingerprints.Add(reader.GetFieldValue<byte[]>(4));
                kinds.Add(reader.GetInt16(5));
            }
        }

        await using var insert = new NpgsqlCommand(
            "insert into archived_identity (archived, identity, version, fingerprint, kind) select $1, * from unnest($2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                Long(archived), Array(identities, NpgsqlDbType.Bytea), Array(versions, NpgsqlDbType.Bigint), Array(fingerprints, NpgsqlDbType.Bytea),
                Array(kinds, NpgsqlDbType.Smallint),
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task NoteAsync(NpgsqlConnection connection, FeedPosition upTo, CancellationToken cancellationToken)
    {
        if (await SettingAsync(connection, DroppedUpTo, cancellationToken) is { } known && FeedPosition.Parse(known) >= upTo) return;
        await using var command = new NpgsqlCommand(
            "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", connection)
        {
            Parameters = { Text(DroppedUpTo), Text(upTo.ToString()) },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    private static NpgsqlParameter Long(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static NpgsqlParameter Array<T>(List<T> values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}

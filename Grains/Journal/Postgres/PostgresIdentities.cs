using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Finds records by the identity of the update that caused them.</summary>
internal static class PostgresIdentities
{
    public static async Task<ImmutableArray<IdentityMark>> FindAsync(
        NpgsqlConnection connection, PostgresNames names, EntityKey entity, short laneGroup, IReadOnlyCollection<UpdateId> ids,
        Dictionary<string, int> sources, CancellationToken cancellationToken)
    {
        // An identity whose source no record has is not in the journal.
        var known = ids.Distinct().Where(id => sources.ContainsKey(id.Source)).ToArray();
        if (known.Length == 0) return [];
        await using var command = new NpgsqlCommand(
            """
            select i.place, j.fingerprint, j.version, j.kind, j.sequence
            from unnest($3, $4, $5) with ordinality i (source, message_id, source_epoch, place)
            cross join lateral (
              select fingerprint, version, kind, sequence, entity, source, source_epoch, message_id from journal
              where lane_group = $1
                and hashtextextended(message_id, hashtextextended(entity, source)) = hashtextextended(i.message_id, hashtextextended($2, i.source))
              offset 0) j -- One look into the index an identity; else all records of the entity would be read and compared.
            where j.entity = $2 and j.source = i.source and j.message_id = i.message_id and j.source_epoch = i.source_epoch
            union all
            select i.place, j.fingerprint, j.version, j.kind, null
            from archived a
            cross join unnest($6) with ordinality i (identity, place)
            cross join lateral (select fingerprint, version, kind from archived_identity where archived = a.id and identity = i.identity offset 0) j
            where a.entity = $2
            order by 3
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = laneGroup },
                new NpgsqlParameter<string> { TypedValue = entity.ToString() },
                new NpgsqlParameter { Value = known.Select(id => sources[id.Source]).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                new NpgsqlParameter { Value = known.Select(static id => id.MessageId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter { Value = known.Select(static id => id.Epoch).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
                new NpgsqlParameter { Value = known.Select(IdentityHash.Of).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        var found = new List<(UpdateId Id, Fingerprint Fingerprint, long Version, int Kind, long? Sequence)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                found.Add((known[reader.GetInt64(0) - 1], Fingerprint.Read(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(2), reader.GetInt16(3), reader.IsDBNull(4) ? null : reader.GetInt64(4)));
        }

        var kinds = await names.KindsAsync(connection, found.Select(static mark => mark.Kind));
        return [.. found.Select(mark => new IdentityMark(mark.Id, mark.Fingerprint, mark.Version, kinds[mark.Kind], mark.Sequence))];
    }
}

using Npgsql;
using NpgsqlTypes;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>Finds out which groups of a batch are durable.</summary>
internal static class PostgresReadBack
{
    // A group is durable as a whole, so its last record speaks for it. The hash tells ours from that of another activation.
    private const string Sql = """
        select b.entity from unnest($1, $2, $3, $4) as b (lane_group, entity, version, hash)
        cross join lateral (
          select 1 from journal where lane_group = b.lane_group and entity = b.entity and version = b.version and hash = b.hash offset 0) j
        """;

    public static async Task<HashSet<string>> RunAsync(NpgsqlConnection connection, IReadOnlyList<CommitGroup> groups)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        Add(NpgsqlDbType.Smallint, groups.Select(group => (short)LaneGroups.Of(group.Session.Lane)).ToArray());
        Add(NpgsqlDbType.Text, groups.Select(static group => group.Session.SortKey).ToArray());
        Add(NpgsqlDbType.Bigint, groups.Select(static group => group.Records[^1].Version).ToArray());
        Add(NpgsqlDbType.Bytea, groups.Select(static group => group.Records[^1].Hash.ToArray()).ToArray());
        var durable = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) durable.Add(reader.GetString(0));
        return durable;

        void Add(NpgsqlDbType type, Array values) =>
            command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

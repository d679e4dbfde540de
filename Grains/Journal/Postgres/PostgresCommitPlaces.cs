using Npgsql;
using NpgsqlTypes;

namespace Sync.Journal.Postgres;

/// <summary>Asks in which transactions batches were committed: COPY does not say. One look into the index of the fence for each.</summary>
internal static class PostgresCommitPlaces
{
    private const string Sql = """
        select b.n, j.xid from unnest($1, $2, $3) with ordinality as b (lane_group, entity, version, n)
        cross join lateral (
          select xid, epoch from journal where lane_group = b.lane_group and entity = b.entity and version = b.version
          offset 0) j -- Else, once it has statistics, the server may read a whole index and join that.
        where j.epoch = $4
        """;

    public static async Task ReadAsync(NpgsqlConnection connection, RecentCommits recent, short epoch, CancellationToken cancellationToken)
    {
        var commits = recent.Unplaced();
        if (commits.Length == 0) return;
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Smallint, static row => row.LaneGroup),
                Array(NpgsqlDbType.Text, static row => row.Entity),
                Array(NpgsqlDbType.Bigint, static row => row.Record.Version),
                new NpgsqlParameter<short> { TypedValue = epoch },
            },
        };
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                commits[reader.GetInt64(0) - 1].Transaction = (long)reader.GetFieldValue<ulong>(1);
        }

        recent.Place(commits);

        NpgsqlParameter Array<T>(NpgsqlDbType type, Func<PostgresBatch.Row, T> value) =>
            new() { Value = commits.Select(commit => value(commit.Rows[0])).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}

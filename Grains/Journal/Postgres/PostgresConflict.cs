using Npgsql;
using NpgsqlTypes;

namespace Sync.Journal.Postgres;

/// <summary>Writes a batch in which some entity has been written by another activation. COPY names only the first; this finds them all,
/// and writes the rest in the same transaction, so that every group stays whole.</summary>
internal static class PostgresConflict
{
    // The lowest version of each entity decides: where it is there already, nothing of the entity may follow.
    private const string Sql = $"""
        with batch as materialized (
          select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
            as t ({PostgresCopy.Columns}, lowest)
        ), winner as (
          insert into journal ({PostgresCopy.Columns})
          select {PostgresCopy.Columns} from batch where lowest order by ordinal
          on conflict (lane_group, entity, version) do nothing
          returning entity
        ), rest as (
          insert into journal ({PostgresCopy.Columns})
          select {PostgresCopy.Columns} from batch where not lowest and entity in (select entity from winner) order by ordinal
        )
        select entity from winner
        """;

    /// <returns>The entities whose records are durable.</returns>
    public static async Task<HashSet<string>> RunAsync(NpgsqlConnection connection, PostgresBatch batch)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        PostgresColumns.Declare(command.Parameters);
        PostgresColumns.Fill(command.Parameters, batch);
        command.Parameters.Add(new NpgsqlParameter { Value = batch.Rows.Select(static row => row.Lowest).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean });
        var winners = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) winners.Add(reader.GetString(0));
        return winners;
    }
}

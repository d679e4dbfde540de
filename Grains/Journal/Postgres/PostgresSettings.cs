using Npgsql;
using Sync.Journal.Schema;

namespace Sync.Journal.Postgres;

/// <summary>What a journal keeps about itself: its number of lanes, and the epoch of its feed.</summary>
internal static class PostgresSettings
{
    private const string Epoch = "feed_epoch";

    /// <summary>Checks the number of lanes and returns the epoch in which this process writes.</summary>
    /// <remarks>Positions order by (epoch, transaction id, ordinal). After a dump is restored on another server, transaction ids may begin below those
    /// that are stored, and new rows would hide behind old cursors: then the epoch is raised.</remarks>
    public static async Task<short> OpenAsync(NpgsqlConnection connection, string schema, int lanes, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PostgresMigrator.LockAsync(connection, schema, cancellationToken);
        LaneSetting.Check(await ReadOrAddAsync(connection, LaneSetting.Name, lanes.ToString(), cancellationToken), lanes);
        var epoch = short.Parse(await ReadOrAddAsync(connection, Epoch, "0", cancellationToken));
        if (await IsBehindAsync(connection, epoch, cancellationToken))
        {
            epoch++;
            await using var command = new NpgsqlCommand("update setting set value = $2 where name = $1", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Epoch });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = epoch.ToString() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return epoch;
    }

    /// <summary>Checks the number of lanes and returns the epoch, without changing anything.</summary>
    public static async Task<short> ReadAsync(NpgsqlConnection connection, int lanes, CancellationToken cancellationToken)
    {
        LaneSetting.Check(await PostgresArchive.SettingAsync(connection, LaneSetting.Name, cancellationToken) ?? "no", lanes);
        return short.Parse(await PostgresArchive.SettingAsync(connection, Epoch, cancellationToken) ?? "0");
    }

    private static async Task<string> ReadOrAddAsync(NpgsqlConnection connection, string name, string value, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("insert into setting (name, value) select $1, $2 where not exists (select 1 from setting where name = $1)")
                {
                    Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<string> { TypedValue = value } },
                },
                new NpgsqlBatchCommand("select value from setting where name = $1") { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } },
            },
        };
        return (string)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    // One statement, one snapshot: a row that is visible in it has an id below its xmax, unless the row comes from elsewhere.
    private static async Task<bool> IsBehindAsync(NpgsqlConnection connection, short epoch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select greatest(
              coalesce((select j.xid::text::bigint from journal j where j.epoch = $1 order by j.epoch desc, j.xid desc limit 1), 0),
              coalesce((select max(transaction_id) from lane_position where epoch = $1), 0)
            ) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = epoch });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

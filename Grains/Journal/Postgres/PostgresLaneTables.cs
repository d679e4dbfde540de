using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Lane positions and due work.</summary>
internal sealed class PostgresLaneTables(PostgresPool pool) : ILaneTables
{
    public Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("select epoch, transaction_id, ordinal from lane_position where lane = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lane });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new FeedPosition(reader.GetInt16(0), reader.GetInt64(1), reader.GetInt64(2)) : default;
    }, cancellationToken);

    public Task SaveAsync(IReadOnlyList<LaneProgress> progress) => pool.RunAsync(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection); // A batch is one transaction.
        var due = progress.SelectMany(static lane => lane.Due.Select(work => (lane.Lane, Work: work))).ToArray();

        // A position that is lost is one that is taken again.
        if (due.Length == 0) batch.BatchCommands.Add(PostgresDurability.Relaxed());
        batch.BatchCommands.Add(Positions(progress));
        if (due.Length > 0) batch.BatchCommands.Add(Due(due));
        return await batch.ExecuteNonQueryAsync();
    });

    public Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        pool.RunAsync(async connection =>
        {
            await using var command = new NpgsqlCommand("select id, due_at, target, command from due_work where lane = $1 and due_at <= $2 order by due_at, id limit $3", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lane });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = max });
            var due = ImmutableArray.CreateBuilder<DueWork>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                due.Add(new DueWork(reader.GetString(0), new DateTimeOffset(reader.GetDateTime(1)), EntityKey.Parse(reader.GetString(2)), reader.GetString(3)));
            return due.ToImmutable();
        }, cancellationToken);

    public Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => pool.RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand("delete from due_work where lane = $1 and id = any($2)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lane });
        command.Parameters.Add(Array(NpgsqlDbType.Text, ids));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    private static NpgsqlBatchCommand Positions(IReadOnlyList<LaneProgress> progress) => new(
        """
        insert into lane_position (lane, epoch, transaction_id, ordinal) select * from unnest($1, $2, $3, $4)
        on conflict (lane) do update set epoch = excluded.epoch, transaction_id = excluded.transaction_id, ordinal = excluded.ordinal
        where (excluded.epoch, excluded.transaction_id, excluded.ordinal)
          > (lane_position.epoch, lane_position.transaction_id, lane_position.ordinal)
        """)
    {
        Parameters =
        {
            Array(NpgsqlDbType.Integer, progress.Select(static lane => lane.Lane)),
            Array(NpgsqlDbType.Smallint, progress.Select(static lane => (short)lane.Position.Epoch)),
            Array(NpgsqlDbType.Bigint, progress.Select(static lane => lane.Position.Transaction)),
            Array(NpgsqlDbType.Bigint, progress.Select(static lane => lane.Position.Ordinal)),
        },
    };

    private static NpgsqlBatchCommand Due((int Lane, DueWork Work)[] due) => new(
        "insert into due_work (lane, id, due_at, target, command) select * from unnest($1, $2, $3, $4, $5) on conflict do nothing")
    {
        Parameters =
        {
            Array(NpgsqlDbType.Integer, due.Select(static d => d.Lane)),
            Array(NpgsqlDbType.Text, due.Select(static d => d.Work.Id)),
            Array(NpgsqlDbType.TimestampTz, due.Select(static d => d.Work.DueAt.UtcDateTime)),
            Array(NpgsqlDbType.Text, due.Select(static d => d.Work.Target.ToString())),
            Array(NpgsqlDbType.Text, due.Select(static d => d.Work.Command)),
        },
    };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}

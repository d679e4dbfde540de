using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>Lane positions and due work. Writes run on the writer's thread.</summary>
internal sealed class SqliteLaneTables(SqliteWriter writer, SqliteReaders readers) : ILaneTables
{
    public Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken) => readers.ReadAsync(
        database =>
        {
            using var reader = database.Bind("select epoch, transaction_id, ordinal from lane_position where lane = $1", lane).ExecuteReader();
            return reader.Read() ? new FeedPosition(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : default;
        },
        cancellationToken);

    public Task SaveAsync(IReadOnlyList<LaneProgress> progress)
    {
        writer.Transact(database =>
        {
            foreach (var lane in progress) Save(database, lane);
        });
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken) => readers.ReadAsync(
        database =>
        {
            using var reader = database.Bind(
                "select id, due_at, target, command from due_work where lane = $1 and due_at <= $2 order by due_at, id limit $3",
                lane, Instant.ToMicroseconds(now), max).ExecuteReader();
            var due = ImmutableArray.CreateBuilder<DueWork>();
            while (reader.Read())
                due.Add(new DueWork(reader.GetString(0), Instant.FromMicroseconds(reader.GetInt64(1)), EntityKey.Parse(reader.GetString(2)), reader.GetString(3)));
            return due.ToImmutable();
        },
        cancellationToken);

    public Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => writer.TransactAsync(database =>
    {
        foreach (var id in ids) database.Bind("delete from due_work where lane = $1 and id = $2", lane, id).ExecuteNonQuery();
    });

    private static void Save(SqliteDatabase database, LaneProgress progress)
    {
        var position = progress.Position;
        database.Bind(
            """
            insert into lane_position (lane, epoch, transaction_id, ordinal) values ($1, $2, $3, $4)
            on conflict (lane) do update set epoch = excluded.epoch, transaction_id = excluded.transaction_id, ordinal = excluded.ordinal
            where (excluded.epoch, excluded.transaction_id, excluded.ordinal) > (epoch, transaction_id, ordinal)
            """,
            progress.Lane, position.Epoch, position.Transaction, position.Ordinal).ExecuteNonQuery();
        foreach (var due in progress.Due)
        {
            database.Bind(
                "insert into due_work (lane, id, due_at, target, command) values ($1, $2, $3, $4, $5) on conflict do nothing",
                progress.Lane, due.Id, Instant.ToMicroseconds(due.DueAt), due.Target.ToString(), due.Command).ExecuteNonQuery();
        }
    }
}

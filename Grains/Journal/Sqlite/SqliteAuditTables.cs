using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>What verifier, auditor and archive need. Writes run on the writer's thread.</summary>
internal sealed class SqliteAuditTables(SqliteWriter writer, SqliteReaders readers, SqliteNames names, RecentRun recent) : IAuditTables
{
    public Task<string> JournalIdAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(database => Setting(database, "journal_id")!, cancellationToken);

    public Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken) =>
        readers.ReadAsync(database => SqliteArchive.State(database, entity, "select version, hash, schema, body from snapshot where entity = $1"), cancellationToken);

    public Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken) =>
        readers.ReadAsync(database => SqliteArchive.Base(database, entity), cancellationToken);

    public Task<ImmutableArray<ChainLink>> ReadLinksAsync(FeedPosition after, int max, CancellationToken cancellationToken) => readers.ReadAsync(
        database =>
        {
            var links = ImmutableArray.CreateBuilder<ChainLink>();
            using var reader = database.Bind(
                "select position, entity, version, previous_hash, hash from journal where position > $1 order by position limit $2",
                after.Transaction, max).ExecuteReader();
            while (reader.Read())
            {
                links.Add(new ChainLink(
                    new FeedPosition(0, reader.GetInt64(0), 0), EntityKey.Parse(reader.GetString(1)), reader.GetInt64(2),
                    RecordHash.Read(reader.GetFieldValue<byte[]>(3)), RecordHash.Read(reader.GetFieldValue<byte[]>(4))));
            }

            return links.ToImmutable();
        },
        cancellationToken);

    public Task<ImmutableArray<FeedRecord>> ReadOldAsync(
        EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken) => readers.ReadAsync<ImmutableArray<FeedRecord>>(
        database =>
        [
            .. SqliteRow.ReadAll(
                database,
                names,
                database.Bind(
                    $"select {SqliteRow.Columns} from journal where entity = $1 and version < $2 and recorded_at < $3 order by version limit $4",
                    entity.ToString(), beforeVersion, Instant.ToMicroseconds(before), max)),
        ],
        cancellationToken);

    public async Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken)
    {
        var dropped = 0;
        try
        {
            await writer.TransactAsync(database => dropped = SqliteArchive.Drop(database, newBase, upTo));
            recent.Forget();
            return dropped;
        }
        catch (JournalUnavailableException e) when (e.InnerException is InvalidOperationException or JournalCorruptException)
        {
            // What was rolled back was not the file's fault: no retry helps.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    public Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        database => Setting(database, SqliteArchive.DroppedUpTo) is { } text ? FeedPosition.Parse(text) : default, cancellationToken);

    private static string? Setting(SqliteDatabase database, string name) =>
        database.Bind("select value from setting where name = $1", name).ExecuteScalar() as string;
}

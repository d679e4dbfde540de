using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Sqlite;

/// <summary>Commits a batch in one transaction. Runs on the writer's thread.</summary>
internal sealed class SqliteCommitter(SqliteWriter writer, SqliteNames names, RecentRun recent) : ICommitter
{
    public Task CommitAsync(IReadOnlyList<CommitGroup> groups)
    {
        var written = new List<FeedRecord>();
        try
        {
            writer.Transact(database =>
            {
                foreach (var group in groups) Insert(database, group, written);
            });
        }
        catch
        {
            recent.Forget();
            throw;
        }

        recent.Add(written);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Insert(SqliteDatabase database, CommitGroup group, List<FeedRecord> written)
    {
        var before = written.Count;
        var lane = group.Session.Lane;
        foreach (var record in group.Records)
        {
            var source = names.AddSource(database, record.Cause.Source);
            var kind = names.AddKind(database, record.Kind);
            if (database.Insert.Run(record, group.Session.SortKey, lane, source, kind))
            {
                written.Add(new FeedRecord(new FeedPosition(0, database.Insert.Position, 0), record));
                continue;
            }

            Undo(database, group, record.Version);
            written.RemoveRange(before, written.Count - before);
            group.Fence();
            return;
        }
    }

    // Where a later version exists and an earlier one did not, the stored versions have a gap: what went before it must not stay.
    private static void Undo(SqliteDatabase database, CommitGroup group, long before)
    {
        if (before == group.Records[0].Version) return;
        database.Bind(
            "delete from journal where entity = $1 and version >= $2 and version < $3",
            group.Session.SortKey, group.Records[0].Version, before).ExecuteNonQuery();
    }
}

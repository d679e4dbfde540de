using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>Reads in commit order, which is the order of positions: transactions that write come one after the other. What this process has just
/// committed comes from memory.</summary>
internal sealed class SqliteFeedReader(SqliteReaders readers, SqliteNames names, RecentRun recent) : IFeedReader
{
    private const string All = $"select {SqliteRow.Columns} from journal where position > $1 order by position limit $2";
    private const string OneLane = $"select {SqliteRow.Columns} from journal where position > $1 and lane = $3 order by position limit $2";

    public Task<FeedSlice> ReadAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken) =>
        lane is null && recent.TakeAfter(after, max) is { IsEmpty: false } known
            ? Task.FromResult(FeedSlices.Of(known, after, after, max))
            : ReadBackAsync(lane, after, max, cancellationToken);

    public Task<FeedPosition> HeadAsync(CancellationToken cancellationToken) => readers.ReadAsync(Head, cancellationToken);

    private Task<FeedSlice> ReadBackAsync(int? lane, FeedPosition after, int max, CancellationToken cancellationToken) => readers.ReadAsync(
        database =>
        {
            // Read before the rows: whatever is below it is found by the next statement.
            var head = lane is null ? after : Head(database);
            var command = lane is null
                ? database.Bind(All, after.Transaction, max)
                : database.Bind(OneLane, after.Transaction, max, lane);
            ImmutableArray<FeedRecord> records = [.. SqliteRow.ReadAll(database, names, command)];
            return FeedSlices.Of(records, after, head, max);
        },
        cancellationToken);

    private static FeedPosition Head(SqliteDatabase database) =>
        database.Bind("select max(position) from journal").ExecuteScalar() is long position ? new FeedPosition(0, position, 0) : default;
}

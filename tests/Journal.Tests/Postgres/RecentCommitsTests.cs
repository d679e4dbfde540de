using System.Collections.Immutable;
using Npgsql;
using Sync.Contracts;
using Sync.Journal.Postgres;
using Sync.Journal.Tests.Support;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Postgres;

/// <summary>What this process has committed is served from memory, what memory lacks is read, and nothing is in both or in neither.</summary>
public sealed class RecentCommitsTests : IAsyncDisposable
{
    private readonly SqliteTestStore _store = new();
    private TestJournal? _journal;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Batches_are_given_in_the_order_of_their_transactions_however_late_these_become_known()
    {
        var recent = new RecentCommits(100);
        foreach (var _ in new[] { 1, 2, 3 }) recent.Add(await BatchAsync(2));
        var unplaced = recent.Unplaced();
        Assert.Empty(recent.Between(0, long.MaxValue));
        unplaced[1].Transaction = 30;
        recent.Place([unplaced[1]]);
        unplaced[0].Transaction = 31;
        unplaced[2].Transaction = 29;
        recent.Place([unplaced[0], unplaced[2]]);
        Assert.Equal([29, 30, 31], recent.Between(29, 32).Select(static c => c.Transaction));
        Assert.Equal([30], recent.Between(30, 31).Select(static c => c.Transaction));
        Assert.Empty(recent.Unplaced());
        Assert.Equal(new FeedPosition(1, 30, 1), unplaced[1].Position(unplaced[1].Rows[1]));
    }

    [Fact]
    public async Task A_batch_whose_transaction_is_known_at_once_takes_its_place_at_once()
    {
        var recent = new RecentCommits(100);
        foreach (var transaction in new[] { 7, 9, 8 }) recent.Add(await BatchAsync(1), transaction);
        Assert.Empty(recent.Unplaced());
        Assert.Equal([7, 8, 9], recent.Between(0, long.MaxValue).Select(static c => c.Transaction));
    }

    [Fact]
    public async Task A_batch_whose_rows_the_server_did_not_find_is_forgotten_and_takes_no_room()
    {
        var recent = new RecentCommits(4);
        recent.Add(await BatchAsync(4));
        recent.Place(recent.Unplaced());
        Assert.Empty(recent.Between(0, long.MaxValue));
        Place(recent, await BatchAsync(4), 7);
        Assert.Equal([7], recent.Between(0, long.MaxValue).Select(static c => c.Transaction));
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_oldest_goes_first()
    {
        var recent = new RecentCommits(5);
        Place(recent, await BatchAsync(2), 1);
        Place(recent, await BatchAsync(2), 2);
        Place(recent, await BatchAsync(2), 3);
        Assert.Equal([2, 3], recent.Between(0, long.MaxValue).Select(static c => c.Transaction));
        recent.Add(await BatchAsync(6));
        Assert.Empty(recent.Between(0, long.MaxValue));
        Assert.Empty(recent.Unplaced());
    }

    [Fact]
    public async Task What_the_scan_has_passed_is_forgotten_and_gives_its_room_back()
    {
        var recent = new RecentCommits(5);
        Place(recent, await BatchAsync(2), 1);
        Place(recent, await BatchAsync(2), 2);
        recent.Forget(2);
        Assert.Equal([2], recent.Between(0, long.MaxValue).Select(static c => c.Transaction));
        Place(recent, await BatchAsync(3), 3);
        Assert.Equal([2, 3], recent.Between(0, long.MaxValue).Select(static c => c.Transaction));
    }

    [Fact]
    public async Task Who_asked_for_a_batch_is_not_kept_with_its_rows()
    {
        var recent = new RecentCommits(5);
        _journal = await _store.OpenAsync();
        var gone = Add(recent, _journal);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(gone.IsAlive, "the group of a batch that is durable is still in memory");
        Assert.Single(Assert.Single(recent.Unplaced()).Rows);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Add(RecentCommits recent, TestJournal journal)
    {
        var batch = Batch(journal, 1);
        recent.Add(batch);
        return new WeakReference(batch.Groups[0]);
    }

    [Theory]
    [InlineData(5, new long[0], 5, "")] // nothing below the horizon
    [InlineData(5, new long[0], 6, "5.2-6")] // the rest of the transaction where the read begins
    [InlineData(5, new long[] { 5 }, 6, "")]
    [InlineData(5, new long[] { 5, 6, 7 }, 8, "")]
    [InlineData(5, new long[] { 6, 7 }, 9, "5.2-6 7-9")]
    [InlineData(5, new long[] { 5, 9 }, 10, "5-9")]
    [InlineData(5, new long[] { 5, 7, 8, 12 }, 20, "5-7 8-12 12-20")]
    public async Task What_is_not_in_memory_is_read_and_nothing_else(long after, long[] known, long below, string expected)
    {
        var commits = new List<RecentCommits.Commit>();
        foreach (var transaction in known) commits.Add(new RecentCommits.Commit(await BatchAsync(1)) { Transaction = transaction });
        var gaps = new PostgresGaps(new FeedPosition(1, after, 2), commits, below);
        Assert.Equal(expected.Length == 0, gaps.IsEmpty);
        var parameters = gaps.Rows(1, 100).Parameters;
        var (from, ordinal, to) = (((NpgsqlParameter)parameters[0]).Value as List<ulong>, ((NpgsqlParameter)parameters[1]).Value as List<int>, ((NpgsqlParameter)parameters[2]).Value as List<ulong>);
        Assert.Equal(expected, string.Join(' ', from!.Select((f, i) => $"{f}{(ordinal![i] == int.MaxValue ? "" : $".{ordinal[i]}")}-{to![i]}")));
    }

    private static void Place(RecentCommits recent, PostgresBatch batch, long transaction)
    {
        recent.Add(batch);
        var commit = Assert.Single(recent.Unplaced());
        commit.Transaction = transaction;
        recent.Place([commit]);
    }

    private async Task<PostgresBatch> BatchAsync(int rows) => Batch(_journal ??= await _store.OpenAsync(), rows);

    private static PostgresBatch Batch(TestJournal journal, int rows)
    {
        var chain = Chain.New();
        var session = (JournalSession)chain.Open(journal);
        ImmutableArray<JournalRecord> records = chain.Take(rows);
        var group = new CommitGroup(new AppendRequest(session, records, new Unheard(), default));
        return new PostgresBatch([group], 1, records.Select(static r => r.Cause.Source).Distinct().ToDictionary(static s => s, static _ => 1), new Dictionary<string, int> { ["stock.moved"] = 1 });
    }
}

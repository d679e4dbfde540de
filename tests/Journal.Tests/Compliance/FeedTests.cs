using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class FeedTests : ComplianceTests
{
    [Fact]
    public async Task An_empty_journal_has_no_head_and_nothing_new()
    {
        var journal = await Store.OpenAsync();
        Assert.Equal(default, await journal.Feed.HeadAsync());
        var slice = await journal.Feed.ReadAsync(default, 10);
        Assert.Empty(slice.Records);
        Assert.Equal(default, slice.UpTo);
        Assert.Equal(default, (await journal.Feed.ReadLaneAsync(0, default, 10)).UpTo);
    }

    [Fact]
    public async Task Records_come_in_order_and_pages_join()
    {
        var journal = await Store.OpenAsync();
        var chains = Enumerable.Range(0, 20).Select(static _ => Chain.New()).ToArray();
        for (var round = 0; round < 5; round++) await Task.WhenAll(chains.Select(chain => chain.WriteAsync(journal, 2)));

        var all = await journal.Feed.ReadToEndAsync();
        Assert.Equal(200, all.Count);
        Assert.Equal(all.Select(static r => r.Position), all.Select(static r => r.Position).Order().Distinct());
        foreach (var chain in chains) Assert.Equal(Enumerable.Range(1, 10).Select(static v => (long)v), all.Where(r => r.Record.Entity == chain.Entity).Select(static r => r.Record.Version));
        Assert.Equal(all, await journal.Feed.ReadToEndAsync(page: 7));
        Assert.Equal(all[^1].Position, await journal.Feed.HeadAsync());
        Assert.Equal(all[150..], await journal.Feed.ReadToEndAsync(all[149].Position, 13));
        Assert.Equal(all[^1].Position, (await journal.Feed.ReadAsync(all[^1].Position, 10)).UpTo);
        Assert.All(all, static r => Assert.Equal(r.Record.Hash, RecordChain.Compute(r.Record)));
    }

    [Fact]
    public async Task Lanes_share_the_feed_out_and_an_idle_lane_moves_on()
    {
        var journal = await Store.OpenAsync(static options => options.Lanes = 20);
        var chains = Enumerable.Range(0, 60).Select(static _ => Chain.New()).ToArray();
        await Task.WhenAll(chains.Select(chain => chain.WriteAsync(journal, 3)));
        var all = await journal.Feed.ReadToEndAsync();
        for (var lane = 0; lane < 20; lane++)
        {
            var expected = all.Where(r => r.Record.Entity.Lane(20) == lane).ToArray();
            var found = new List<FeedRecord>();
            FeedPosition after = default, reached;
            do
            {
                reached = after;
                var slice = await journal.Feed.ReadLaneAsync(lane, after, 2);
                found.AddRange(slice.Records);
                if (!slice.Records.IsEmpty) Assert.True(slice.UpTo >= slice.Records[^1].Position);
                after = slice.UpTo;
            }
            while (after > reached);
            Assert.Equal(expected, found);
            Assert.True(after <= all[^1].Position);
        }

        // Whatever comes next is beyond what any lane has passed.
        await Chain.New().WriteAsync(journal, 1);
        Assert.Single(await journal.Feed.ReadToEndAsync(all[^1].Position));
    }

    [Fact]
    public async Task A_commit_wakes_who_waits_and_a_timeout_is_no_error()
    {
        var journal = await Store.OpenAsync();
        var wait = journal.Feed.WaitForCommitAsync(TimeSpan.FromMinutes(5));
        Assert.False(wait.IsCompleted);
        await Chain.New().WriteAsync(journal, 1);
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
        await journal.Feed.WaitForCommitAsync(TimeSpan.FromMilliseconds(1));
        using var cancel = new CancellationTokenSource();
        var cancelled = journal.Feed.WaitForCommitAsync(TimeSpan.FromMinutes(5), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task A_follower_of_concurrent_writers_sees_every_record_once_and_skips_none()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var left = await Store.OpenAsync(options => (options.Writers, options.BatchLimit) = (3, random.Next(1, 40)));
            var right = await Store.OpenAsync(options => (options.Writers, options.BatchLimit) = (2, random.Next(1, 40)));
            var start = await left.Feed.HeadAsync();
            using var done = new CancellationTokenSource();
            var followers = new[] { Follow(left, start, 3, done.Token), Follow(right, start, 500, done.Token) };
            var chains = Enumerable.Range(0, 40).Select(static _ => Chain.New()).ToArray();
            var shapes = chains.Select(_ => (Journal: random.Next(2) == 0 ? left : right, Sizes: Enumerable.Range(0, 15).Select(_ => random.Next(1, 6)).ToArray())).ToArray();
            await Task.WhenAll(chains.Zip(shapes, static async (chain, shape) =>
            {
                var session = chain.Open(shape.Journal);
                foreach (var size in shape.Sizes) await session.AppendAsync(chain.Take(size));
            }));
            await done.CancelAsync();

            // Read by a process that wrote nothing, so nothing of it comes from memory.
            var truth = await (await Store.OpenAsync()).Feed.ReadToEndAsync(start);
            Assert.Equal(chains.Sum(static chain => chain.Version), truth.Count);
            foreach (var follower in followers) Assert.Equal(truth, await follower);
        }

        // Reads what is there until told that all is written, and then to the end.
        static async Task<List<FeedRecord>> Follow(TestJournal journal, FeedPosition after, int page, CancellationToken done)
        {
            var seen = new List<FeedRecord>();
            while (true)
            {
                var last = done.IsCancellationRequested;
                var slice = await journal.Feed.ReadAsync(after, page, CancellationToken.None);
                seen.AddRange(slice.Records);
                after = slice.UpTo;
                if (last && slice.Records.IsEmpty) return seen;
            }
        }
    }
}

public sealed class SqliteFeedTests : FeedTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresFeedTests(PostgresFixture fixture) : FeedTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

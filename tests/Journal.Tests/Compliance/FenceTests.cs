using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class FenceTests : ComplianceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_activations_exactly_one_writes_a_version(bool twoProcesses)
    {
        var journal = await Store.OpenAsync();
        var other = twoProcesses ? await Store.OpenAsync() : journal;
        for (var round = 0; round < 20; round++)
        {
            var chain = Chain.New();
            await chain.WriteAsync(journal, 1);
            var (left, right) = (chain.Fork(), chain.Fork());
            var (leftSession, rightSession) = (left.Open(journal), right.Open(other));

            // Each goes on with what it believes before it knows.
            Task[] lefts = [leftSession.AppendAsync(left.Take(1)), leftSession.AppendAsync(left.Take(2)), leftSession.AppendAsync(left.Take(1))];
            Task[] rights = [rightSession.AppendAsync(right.Take(1)), rightSession.AppendAsync(right.Take(3))];
            await Task.WhenAll([.. lefts, .. rights]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

            var (winner, loser, won, lost) = leftSession.IsPoisoned ? (rightSession, leftSession, rights, lefts) : (leftSession, rightSession, lefts, rights);
            Assert.False(winner.IsPoisoned);
            Assert.True(loser.IsPoisoned);
            Assert.All(won, static call => Assert.True(call.IsCompletedSuccessfully));
            Assert.All(lost, static call => Assert.IsType<JournalFencedException>(call.Exception!.InnerException));
            var stored = (await journal.Journal.LoadAsync(chain.Entity)).Tail;
            Assert.Equal(winner == leftSession ? left.Version : right.Version, stored.Length);
        }
    }

    [Theory]
    [InlineData(4_096)] // All in one batch.
    [InlineData(1)] // Each call a batch of its own.
    public async Task A_stale_activation_loses_alone_and_all_of_what_it_queued(int batchLimit)
    {
        var journal = await Store.OpenAsync(options => options.BatchLimit = batchLimit);
        var stale = Enumerable.Range(0, 5).Select(static _ => Chain.New()).ToArray();
        var overtaken = new List<(Chain Chain, IJournalSession Session)>();
        foreach (var chain in stale)
        {
            await chain.WriteAsync(journal, 1);
            overtaken.Add((chain.Fork(), chain.Open(journal)));
            await chain.WriteAsync(journal, 1);
        }

        var healthy = Enumerable.Range(0, 20).Select(static _ => Chain.New()).ToArray();
        var lost = new List<Task>();
        List<Task> won;
        await using (await Store.StallAsync())
        {
            // The first is held up in its commit; everything else waits and becomes one batch.
            won = [Chain.New().WriteAsync(journal, 1)];
            foreach (var (chain, session) in overtaken)
            {
                lost.Add(session.AppendAsync(chain.Take(1)));
                lost.Add(session.AppendAsync(chain.Take(2))); // Version 3 would still fit.
            }

            won.AddRange(healthy.Select(chain => chain.WriteAsync(journal, 3)));
        }

        await Task.WhenAll(won);
        foreach (var call in lost) await Assert.ThrowsAsync<JournalFencedException>(() => call);
        foreach (var chain in healthy) Assert.Equal(3, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
        foreach (var chain in stale) Assert.Equal(2, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);

        // What arrives after the failure is dropped as well, and says so in its turn.
        foreach (var (chain, session) in overtaken)
        {
            Assert.True(session.IsPoisoned);
            await Assert.ThrowsAsync<JournalFencedException>(() => session.AppendAsync(chain.Take(1)));
            await Assert.ThrowsAsync<JournalFencedException>(session.ConfirmHeadAsync);
        }
    }

    [Fact]
    public async Task A_call_is_durable_as_a_whole_or_not_at_all()
    {
        // Versions 1 and 3 are there, 2 is not: only damage makes that, and it must not make half a call durable.
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var session = chain.Open(journal);
        await session.AppendAsync(chain.Take(1));
        var fork = chain.Fork();
        await session.AppendAsync(chain.Take(2));
        await Store.ExecuteAsync($"delete from journal where entity = '{chain.Entity}' and version = 2");

        var healthy = Chain.New();
        var late = fork.Open(journal);
        await Assert.ThrowsAsync<JournalFencedException>(() => late.AppendAsync(fork.Take(2)));
        Assert.Equal(2L, Convert.ToInt64(await Store.ScalarAsync($"select count(*) from journal where entity = '{chain.Entity}'")));
        await healthy.WriteAsync(journal, 2);
    }

    [Fact]
    public async Task Activations_that_fight_over_many_entities_leave_one_chain_each()
    {
        var left = await Store.OpenAsync(static options => options.BatchLimit = 50);
        var right = await Store.OpenAsync(static options => options.BatchLimit = 50);
        var entities = Enumerable.Range(0, 40).Select(static _ => Chain.New().Entity).ToArray();
        await Task.WhenAll(entities.SelectMany(entity => new[] { Fight(left, entity), Fight(right, entity) }));
        foreach (var entity in entities) Assert.InRange((await left.Journal.LoadAsync(entity)).Tail.Length, 15, 30);

        static async Task Fight(TestJournal journal, EntityKey entity)
        {
            for (var written = 0; written < 15;)
            {
                var image = await journal.Journal.LoadAsync(entity);
                var chain = image.Tail.IsEmpty ? new Chain(entity) : new Chain(entity, image.Tail[^1].Version, image.Tail[^1].Hash);
                var session = chain.Open(journal);
                try
                {
                    while (written < 15)
                    {
                        await session.AppendAsync(chain.Take(1));
                        written++;
                    }
                }
                catch (JournalFencedException)
                {
                    // Loads and decides again. What was written by then stays.
                    if ((await journal.Journal.LoadAsync(entity)).Tail.Length >= 30) return;
                }
            }
        }
    }
}

public sealed class SqliteFenceTests : FenceTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresFenceTests(PostgresFixture fixture) : FenceTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

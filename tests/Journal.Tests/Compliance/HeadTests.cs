using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class HeadTests : ComplianceTests
{
    [Fact]
    public async Task A_head_that_is_still_ours_is_confirmed()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var session = chain.Open(journal);
        await session.ConfirmHeadAsync();
        await session.AppendAsync(chain.Take(2));
        await session.ConfirmHeadAsync();
        Assert.False(session.IsPoisoned);
    }

    [Fact]
    public async Task A_stale_activation_learns_that_it_is_stale()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        await chain.WriteAsync(journal, 2);
        var stale = chain.Fork();
        var session = stale.Open(journal);
        await chain.WriteAsync(journal, 1);
        await Assert.ThrowsAsync<JournalFencedException>(session.ConfirmHeadAsync);
        Assert.True(session.IsPoisoned);
        await Assert.ThrowsAsync<JournalFencedException>(() => session.AppendAsync(stale.Take(1)));
    }

    [Fact]
    public async Task An_activation_that_believes_in_a_record_that_was_never_stored_learns_so()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        chain.Take(3);
        await Assert.ThrowsAsync<JournalFencedException>(chain.Open(journal).ConfirmHeadAsync);
    }

    [Fact]
    public async Task A_confirmation_waits_for_what_is_queued_and_is_not_confused_by_what_follows()
    {
        var journal = await Store.OpenAsync();
        var work = Enumerable.Range(0, 30).Select(_ => RunAsync(journal)).ToArray();
        await Task.WhenAll(work);

        static async Task RunAsync(TestJournal journal)
        {
            var chain = Chain.New();
            var session = chain.Open(journal);
            var calls = new List<Task>();
            for (var i = 0; i < 40; i++)
            {
                var append = session.AppendAsync(chain.Take(1));
                calls.Add(append);
                calls.Add(ConfirmAsync(session, append));
                if (i % 7 == 0) await append;
            }

            await Task.WhenAll(calls);
        }

        static async Task ConfirmAsync(IJournalSession session, Task append)
        {
            await session.ConfirmHeadAsync();
            Assert.True(append.IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task Many_confirmations_at_once_each_get_their_own_answer()
    {
        var journal = await Store.OpenAsync();
        var chains = Enumerable.Range(0, 200).Select(static _ => Chain.New()).ToArray();
        await Task.WhenAll(chains.Select(chain => chain.WriteAsync(journal, 1)));
        var sessions = chains.Select(chain => chain.Open(journal)).ToArray();
        await Task.WhenAll(chains.Where(static (_, i) => i % 2 == 0).Select(chain => chain.WriteAsync(journal, 1)));

        var confirmations = sessions.Select(static session => session.ConfirmHeadAsync()).ToArray();
        await Task.WhenAll(confirmations).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        for (var i = 0; i < sessions.Length; i++)
        {
            Assert.Equal(i % 2 == 0, sessions[i].IsPoisoned);
            Assert.Equal(i % 2 == 0, confirmations[i].IsFaulted);
        }
    }
}

public sealed class SqliteHeadTests : HeadTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresHeadTests(PostgresFixture fixture) : HeadTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

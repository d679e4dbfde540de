using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Journal.Postgres;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>A server that ends what takes too long, or whose disk is slow: nothing is told that is not true, and it goes on without a restart.</summary>
public sealed class ServerLimitTests(OwnServer own) : OwnServerTests(own)
{
    [Fact]
    public async Task A_statement_timeout_while_a_batch_is_written_changes_nothing()
    {
        var journal = await OpenLimitedAsync();
        var chain = Chain.New();
        var before = await chain.WriteAsync(journal, 2);
        var session = chain.Fork().Open(journal);
        await using (await Store.StallAsync())
        {
            var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => session.AppendAsync(chain.Fork().Take(2)));
            Assert.Contains("statement timeout", error.Message, StringComparison.Ordinal);
        }

        Assert.True(session.IsPoisoned);
        var after = await chain.WriteAsync(journal, 1);
        Assert.Equal([.. before, .. after], (await journal.Journal.LoadAsync(chain.Entity)).Tail);
    }

    [Fact]
    public async Task A_statement_timeout_of_a_look_up_is_unavailable_and_never_an_answer()
    {
        var journal = await OpenLimitedAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, 3);
        var session = chain.Open(journal);
        await using (var locked = await Store.ConnectAsync())
        {
            await locked.RunAsync("begin; lock table journal in access exclusive mode");
            Task[] asked =
            [
                journal.Journal.FindAsync(chain.Entity, [records[0].Cause]), journal.Journal.LoadAsync(chain.Entity),
                journal.Journal.ReadEntityAsync(chain.Entity, 0, long.MaxValue, 10, newestFirst: false), journal.Feed.ReadAsync(default, 10), session.ConfirmHeadAsync(),
            ];
            foreach (var answer in asked) await Assert.ThrowsAsync<JournalUnavailableException>(() => answer);
        }

        await session.ConfirmHeadAsync();
        Assert.Equal(1, Assert.Single(await journal.Journal.FindAsync(chain.Entity, [records[0].Cause])).Version);
        Assert.Equal(records, (await journal.Journal.LoadAsync(chain.Entity)).Tail);
        Assert.Equal(3, (await journal.Feed.ReadToEndAsync()).Count);
    }

    [Fact]
    public async Task A_statement_timeout_of_a_snapshot_costs_the_snapshot_and_nothing_else()
    {
        var journal = await OpenLimitedAsync();
        var chain = Chain.New();
        var first = (await chain.WriteAsync(journal, 1))[0];
        await using (var locked = await Store.ConnectAsync())
        {
            await locked.RunAsync("begin; lock table snapshot in share mode");
            journal.Journal.SaveSnapshot(Snapshot(first));
            await UntilAsync("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%snapshot%' and pid <> pg_backend_pid()");
            await chain.WriteAsync(journal, 1);
            await UntilNoneAsync("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%snapshot%' and pid <> pg_backend_pid()");
        }

        Assert.Null((await journal.Journal.LoadAsync(chain.Entity)).Snapshot);
        var last = (await chain.WriteAsync(journal, 1))[0];
        journal.Journal.SaveSnapshot(Snapshot(last));
        await Eventually.IsTrueAsync(async () => (await journal.Journal.LoadAsync(chain.Entity)).Snapshot is { Version: 3 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(PostgresFaultTests.Warm)]
    public async Task A_commit_that_takes_longer_than_is_waited_for_is_ended_and_found_not_to_be_durable(int warm)
    {
        var journal = await OpenImpatientAsync(warm);
        var chain = Chain.New();
        var before = await chain.WriteAsync(journal, 1);
        await Store.ExecuteAsync("""
            create function slow() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(43); return null; end $$;
            create constraint trigger slow after insert on journal deferrable initially deferred for each row execute function slow()
            """);
        var session = chain.Fork().Open(journal);
        await using (var disk = await Store.ConnectAsync())
        {
            await disk.RunAsync("select pg_advisory_lock(43)");
            await Assert.ThrowsAsync<JournalUnavailableException>(() => session.AppendAsync(chain.Fork().Take(2)));

            // Had it been left alone, it would be durable as soon as the disk is done.
            Assert.Equal(0L, await Store.ScalarAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event = 'advisory'"));
        }

        Assert.True(session.IsPoisoned);
        Assert.Equal(before, (await journal.Journal.LoadAsync(chain.Entity)).Tail);
        await chain.WriteAsync(journal, 1);
        Assert.Equal(2, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(PostgresFaultTests.Warm)]
    public async Task A_commit_whose_answer_takes_too_long_and_that_is_durable_is_found_to_be_so(int warm)
    {
        var journal = await OpenImpatientAsync(warm);
        var chain = Chain.New();
        await chain.WriteAsync(journal, 1);

        // The server has committed, and waits for a replica that does not exist.
        await Store.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await Store.ScalarAsync("select pg_reload_conf()");
        try
        {
            var session = chain.Open(journal);
            var held = false;
            while (!held)
            {
                var append = session.AppendAsync(chain.Take(2));
                while (!append.IsCompleted) held |= (long)(await Store.ScalarAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event = 'SyncRep'"))! > 0;
                await append;
            }

            Assert.False(session.IsPoisoned);
        }
        finally
        {
            await Store.ExecuteAsync("alter system reset synchronous_standby_names");
            await Store.ScalarAsync("select pg_reload_conf()");
        }

        Assert.Equal(chain.Version, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    private static Snapshot Snapshot(JournalRecord record) => new(record.Entity, record.Version, record.Hash, 1, "state"u8.ToArray());

    /// <summary>A server whose role ends every statement after one and a half seconds.</summary>
    private Task<TestJournal> OpenLimitedAsync() => Store.OpenAsync(
        options => (options.Connection, options.Writers) = ($"{Own.Server.ConnectionString};Options=-c statement_timeout=1500", 1));

    private Task<TestJournal> OpenImpatientAsync(int warm = 0) => Store.OpenAsync(
        static options => options.Writers = 1,
        services => services.AddSingleton(new PostgresTuning { CommandTimeout = TimeSpan.FromSeconds(2), WarmFor = TimeSpan.FromMilliseconds(warm) }));
}

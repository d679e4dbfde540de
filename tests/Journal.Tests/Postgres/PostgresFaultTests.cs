using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sync.Contracts;
using Sync.Journal.Postgres;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>What servers and networks do to a commit: afterwards the journal says what is true, or says that it does not know.</summary>
public sealed class PostgresFaultTests(OwnServer own) : OwnServerTests(own)
{
    /// <summary>For so many milliseconds a connection is trusted, and a few records go out in one message; at 0 they go out by COPY.</summary>
    public const int Warm = 3_600_000;

    [Fact]
    public async Task A_backend_that_is_ended_before_it_could_commit_is_replaced_unnoticed()
    {
        var journal = await OpenAsync();
        await Chain.New().WriteAsync(journal, 1);
        Task<System.Collections.Immutable.ImmutableArray<JournalRecord>> append;
        var chain = Chain.New();
        await using (await Store.StallAsync())
        {
            append = chain.WriteAsync(journal, 2);
            await EndWriterAsync("wait_event_type = 'Lock'");
            await UntilAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event_type = 'Lock'");
        }

        var written = await append;
        Assert.Equal(written, (await journal.Journal.LoadAsync(chain.Entity)).Tail);
    }

    [Fact]
    public async Task A_backend_that_is_ended_in_its_commit_has_written_nothing_and_the_caller_hears_so()
    {
        var journal = await OpenAsync();
        await using var gate = await HoldCommitsAsync();
        var chain = Chain.New();
        var session = chain.Fork().Open(journal);
        var (first, queued) = (session.AppendAsync(chain.Take(2)), session.AppendAsync(chain.Take(1)));
        await EndWriterAsync("wait_event = 'advisory'");
        await Assert.ThrowsAsync<JournalUnavailableException>(() => first);
        await Assert.ThrowsAsync<JournalFencedException>(() => queued);

        await gate.DisposeAsync();
        Assert.Empty((await journal.Journal.LoadAsync(chain.Entity)).Tail);
        await new Chain(chain.Entity).WriteAsync(journal, 1);
    }

    [Fact]
    public async Task A_backend_that_nobody_hears_any_more_is_ended_before_its_commit_counts_as_failed()
    {
        await using var wire = new Wire(Own.Server.Port);
        var connection = Own.Server.ConnectionString.Replace($"Port={Own.Server.Port}", $"Port={wire.Port}", StringComparison.Ordinal);
        var journal = await Store.OpenAsync(options => (options.Connection, options.Writers) = (connection, 1));
        var chain = Chain.New();
        await using (await HoldCommitsAsync())
        {
            var append = chain.Fork().WriteAsync(journal, 1);
            await UntilAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event = 'advisory'");
            wire.Cut();
            await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
        }

        // Had it lived on, it would commit now.
        var session = chain.Open(journal);
        await session.AppendAsync(chain.Take(1));
        Assert.Single((await journal.Journal.LoadAsync(chain.Entity)).Tail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Warm)]
    public async Task A_transaction_that_the_server_refuses_when_it_commits_is_not_taken_for_durable(int warm)
    {
        var journal = await OpenAsync(new PostgresTuning { WarmFor = TimeSpan.FromMilliseconds(warm) });
        var chain = Chain.New();
        await chain.WriteAsync(journal, 1);
        await Store.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create constraint trigger refuse after insert on journal deferrable initially deferred for each row execute function refuse()
            """);
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => chain.Fork().WriteAsync(journal, 1));
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        Assert.Single((await journal.Journal.LoadAsync(chain.Entity)).Tail);
        await Store.ExecuteAsync("drop trigger refuse on journal");
        await chain.WriteAsync(journal, 1);
        Assert.Equal(2, (await journal.Feed.ReadToEndAsync()).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Warm)]
    public async Task A_commit_whose_answer_was_lost_is_found_to_be_durable(int warm)
    {
        var journal = await OpenAsync(new PostgresTuning { WarmFor = TimeSpan.FromMilliseconds(warm) });
        var chain = Chain.New();
        await chain.WriteAsync(journal, 1);

        // The server has committed and waits for a replica that does not exist; ended there, it takes its answer with it.
        await Store.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await Store.ScalarAsync("select pg_reload_conf()");
        try
        {
            var session = chain.Open(journal);
            // A server takes its time to mind a setting: what it answers before that was not held.
            var append = Task.CompletedTask;
            var held = false;
            while (!held)
            {
                append = session.AppendAsync(chain.Take(2));
                while (!held && !append.IsCompleted) held = await CountAsync("wait_event = 'SyncRep'") > 0;
            }

            await EndWriterAsync("wait_event = 'SyncRep'");
            await append;
            Assert.False(session.IsPoisoned);
        }
        finally
        {
            await Store.ExecuteAsync("alter system reset synchronous_standby_names");
            await Store.ScalarAsync("select pg_reload_conf()");
        }

        Assert.Equal(chain.Version, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Warm)]
    public async Task A_server_that_stops_in_a_commit_and_cannot_be_asked_leaves_the_outcome_unknown(int warm)
    {
        var journal = await OpenAsync(new PostgresTuning { WarmFor = TimeSpan.FromMilliseconds(warm), AskTimeout = TimeSpan.FromMilliseconds(300), AskPause = TimeSpan.FromMilliseconds(10) });
        await Chain.New().WriteAsync(journal, 1);
        await using var gate = await HoldCommitsAsync();
        var chain = Chain.New();
        var session = chain.Fork().Open(journal);
        var append = session.AppendAsync(chain.Take(1));
        await UntilAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event = 'advisory'");
        await Own.Server.StopAtOnceAsync();
        try
        {
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
            Assert.True(session.IsPoisoned);
        }
        finally
        {
            await Own.Server.StartAsync();
        }

        Assert.Empty((await journal.Journal.LoadAsync(chain.Entity)).Tail);
        await new Chain(chain.Entity).WriteAsync(journal, 2);
    }

    [Fact]
    public async Task A_server_that_comes_back_is_used_again_without_a_restart()
    {
        var journal = await OpenAsync();
        var chain = Chain.New();
        var before = await chain.WriteAsync(journal, 2);
        await Own.Server.StopAtOnceAsync();
        try
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => chain.Fork().WriteAsync(journal, 1));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Journal.LoadAsync(chain.Entity));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Feed.HeadAsync());
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Lanes.SaveAsync(new LaneProgress(1, new FeedPosition(0, 1, 0), [])));
            await Assert.ThrowsAsync<JournalUnavailableException>(chain.Open(journal).ConfirmHeadAsync);
        }
        finally
        {
            await Own.Server.StartAsync();
        }

        var after = await chain.WriteAsync(journal, 2);
        Assert.Equal([.. before, .. after], (await journal.Journal.LoadAsync(chain.Entity)).Tail);
        Assert.Equal(4, (await journal.Feed.ReadToEndAsync()).Count);
    }

    [Fact]
    public async Task What_was_not_sent_when_the_server_went_away_is_known_not_to_be_stored()
    {
        // The server counts as there for a minute after its last answer: the next few records go in one message, once their statement is prepared.
        var journal = await OpenAsync(new PostgresTuning { WarmFor = TimeSpan.FromMinutes(1) });
        var chain = Chain.New();
        await chain.WriteAsync(journal, 1);
        await Own.Server.StopAtOnceAsync();
        try
        {
            await Assert.ThrowsAsync<JournalUnavailableException>(() => chain.Fork().WriteAsync(journal, 1));
        }
        finally
        {
            await Own.Server.StartAsync();
        }

        await chain.WriteAsync(journal, 1);
    }

    [Fact]
    public async Task A_lock_of_somebody_else_is_not_waited_for_longer_than_told()
    {
        var journal = await OpenAsync(new PostgresTuning { LockTimeout = TimeSpan.FromMilliseconds(100) });
        var chain = Chain.New();
        await using (await Store.StallAsync())
        {
            var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => chain.Fork().WriteAsync(journal, 1));
            Assert.Contains("holds a lock", error.Message, StringComparison.Ordinal);
        }

        await chain.WriteAsync(journal, 1);
    }

    [Fact]
    public async Task A_writer_that_froze_while_it_sent_is_ended_by_the_feed()
    {
        var journal = await OpenAsync(new PostgresTuning { FrozenAfter = TimeSpan.FromMilliseconds(200) });
        await Chain.New().WriteAsync(journal, 1);
        await using var frozen = await FreezeAsync(Chain.New().Next());
        var newer = (await Chain.New().WriteAsync(journal, 1))[0];
        var seen = new List<string>();
        await Eventually.IsTrueAsync(async () =>
        {
            seen = [.. (await journal.Feed.ReadToEndAsync()).Ids()];
            return seen.Contains(newer.ChangeId);
        });
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_writer_that_froze_on_the_same_entity_is_ended_by_who_waits_for_it()
    {
        var journal = await OpenAsync(new PostgresTuning { FrozenAfter = TimeSpan.FromMilliseconds(1), LockTimeout = TimeSpan.FromMilliseconds(100) });
        await Chain.New().WriteAsync(journal, 1);
        var chain = Chain.New();
        await using var frozen = await FreezeAsync(chain.Fork().Next());

        // Whether the one who waits is told to come again or gets through depends on which of the two ends first.
        var first = await Record.ExceptionAsync(() => chain.Fork().WriteAsync(journal, 1));
        Assert.True(first is null or JournalUnavailableException, $"{first}");
        await UntilNoneAsync($"select count(*) from pg_stat_activity where {Writer} and wait_event = 'ClientRead' and query like 'copy%' and state = 'active'");
        if (first is not null) await chain.WriteAsync(journal, 1);
    }

    private Task<TestJournal> OpenAsync(PostgresTuning? tuning = null) =>
        Store.OpenAsync(static options => options.Writers = 1, services => services.AddSingleton(tuning ?? new PostgresTuning()));

    /// <summary>Lets no transaction end that has written to the journal, after the client has asked for it.</summary>
    private async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        await Store.ExecuteAsync("""
            create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(42); return null; end $$;
            create constraint trigger hold after insert on journal deferrable initially deferred for each row execute function hold()
            """);
        var connection = await Store.ConnectAsync();
        await connection.RunAsync("select pg_advisory_lock(42)");
        return connection;
    }

    private async Task EndWriterAsync(string state)
    {
        await UntilAsync($"select count(*) from pg_stat_activity where {Writer} and {state}");
        await Store.ScalarAsync($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where {Writer} and {state}");
    }

    private async Task<long> CountAsync(string state) =>
        (long)(await Store.ScalarAsync($"select count(*) from pg_stat_activity where {Writer} and {state}"))!;

    // A COPY of which one row came and then nothing more.
    private async Task<IAsyncDisposable> FreezeAsync(JournalRecord record)
    {
        var source = NpgsqlDataSource.Create($"{Own.Server.ConnectionString};Application Name={PostgresSources.WriterName};Search Path={Store.Schema};Pooling=false");
        var connection = await source.OpenConnectionAsync();
        var copy = await connection.BeginTextImportAsync($"copy journal ({PostgresCopy.Columns}) from stdin");
        var lane = record.Entity.Lane(64);
        string[] values =
        [
            $"{record.Version}", "\\N", $"{record.RecordedAt:O}", $"{record.OccurredAt:O}", "0", "1", "0", "0", $"{lane % 16}", $"{lane}", "1", "1", "0",
            $"{record.Entity}", "m", "\\\\x00", "\\\\x00", "\\\\x00", "\\N", "\\N", "\\N", new string('x', 70_000), // More than the server collects before it inserts.
        ];
        await copy.WriteAsync(string.Join('\t', values) + "\n");
        await copy.FlushAsync();
        await UntilAsync($"select count(*) from pg_locks where pid = {connection.ProcessID} and locktype = 'transactionid' and granted");
        return new Frozen(source, connection, copy);
    }

    // Holds on to the connection: collected, it would close.
    private sealed record Frozen(NpgsqlDataSource Source, NpgsqlConnection Connection, TextWriter Copy) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Source.DisposeAsync();
    }
}

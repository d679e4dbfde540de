using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Sync.Journal.Postgres;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>A reader of the feed never passes a row that appears later, whatever state other transactions are held in,
/// and never waits for one that has nothing to do with the journal.</summary>
public sealed class HorizonTests(PostgresFixture fixture) : IAsyncLifetime
{
    private PostgresTestStore _store = null!;
    private TestJournal _journal = null!;

    public async ValueTask InitializeAsync()
    {
        _store = new PostgresTestStore((await fixture.ServerAsync()).ConnectionString);
        _journal = await _store.OpenAsync();
        await Chain.New().WriteAsync(_journal, 1); // Gives source and kind their numbers.
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void A_horizon_never_goes_back_but_where_ids_begin_again()
    {
        var clock = new FakeTimeProvider();
        var horizon = new PostgresHorizon(new PostgresTuning(), clock, NullLogger.Instance);
        Assert.Equal(105, horizon.Reach(Later(), 105, xmax: 105));

        // The next look cannot tell of 100 whether it writes; the one before could.
        Assert.Equal(105, horizon.Reach(Later(), 100, xmax: 106));
        Assert.Equal(107, horizon.Reach(Later(), 107, xmax: 109));

        // A look that began before that one had ended proves nothing by an earlier end; one that began after it does.
        var began = clock.GetTimestamp();
        Assert.Equal(107, horizon.Reach(began, 90, xmax: 104));
        Assert.Equal(40, horizon.Reach(Later(), 40, xmax: 44));
        Assert.Equal(41, horizon.Reach(Later(), 41, xmax: 44));

        long Later()
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            return clock.GetTimestamp();
        }
    }

    [Fact]
    public async Task A_lock_without_a_transaction_id_hides_nothing_and_its_rows_come_later()
    {
        await using var open = await _store.ConnectAsync();
        await open.RunAsync("begin; lock table journal in row exclusive mode");
        var before = await WriteAsync();
        Assert.Equal(before, (await _journal.Feed.ReadToEndAsync()).Ids().Last());

        var late = Chain.New().Next();
        await open.InsertAsync(late);
        await open.RunAsync("commit");
        Assert.Equal([before, late.ChangeId], (await _journal.Feed.ReadToEndAsync()).Ids().TakeLast(2));
    }

    [Theory]
    [InlineData("commit", "commit")]
    [InlineData("rollback", "rollback")]
    [InlineData("prepare transaction 'held'", "commit prepared 'held'")]
    [InlineData("prepare transaction 'held'", "rollback prepared 'held'")]
    public async Task A_transaction_with_rows_hides_what_is_newer_until_it_ends(string end, string really)
    {
        var start = await _journal.Feed.HeadAsync();
        await using var open = await _store.ConnectAsync();
        var held = Chain.New().Next();
        await open.RunAsync("begin; savepoint a");
        await open.InsertAsync(held);
        var newer = await WriteAsync();
        Assert.Equal(start, await _journal.Feed.HeadAsync());
        Assert.Empty(await _journal.Feed.ReadToEndAsync(start));

        await open.RunAsync(end);
        if (end != really)
        {
            Assert.Empty(await _journal.Feed.ReadToEndAsync(start));
            await open.RunAsync(really);
        }

        string[] expected = really.StartsWith("commit", StringComparison.Ordinal) ? [held.ChangeId, newer] : [newer];
        Assert.Equal(expected, (await _journal.Feed.ReadToEndAsync(start)).Ids());
    }

    [Fact]
    public async Task A_long_transaction_elsewhere_hides_nothing()
    {
        await using var elsewhere = await _store.ConnectAsync();
        await elsewhere.RunAsync("create table elsewhere (x int)");
        await elsewhere.RunAsync("begin isolation level repeatable read");
        await elsewhere.RunAsync("insert into elsewhere values (1)");
        var newest = await WriteAsync();
        Assert.Equal(newest, (await _journal.Feed.ReadToEndAsync()).Ids().Last());
    }

    [Fact]
    public async Task A_long_transaction_in_another_database_of_the_server_hides_nothing()
    {
        var name = $"elsewhere_{_store.Schema}";
        await _store.ExecuteAsync($"create database {name}");
        await using var elsewhere = new NpgsqlConnection($"{(await fixture.ServerAsync()).ConnectionString};Database={name};Pooling=false");
        await elsewhere.OpenAsync();
        await elsewhere.RunAsync("create table journal (x int)");
        await elsewhere.RunAsync("begin isolation level repeatable read");
        await elsewhere.RunAsync("insert into journal values (1)");
        var newest = await WriteAsync();
        Assert.Equal(newest, (await _journal.Feed.ReadToEndAsync()).Ids().Last());
        await elsewhere.RunAsync("rollback");
    }

    [Fact]
    public async Task Who_changed_something_else_first_may_not_write_to_the_journal()
    {
        await using var connection = await _store.ConnectAsync();
        await connection.RunAsync("create table elsewhere (x int)");
        await connection.RunAsync("begin");
        await connection.RunAsync("insert into elsewhere values (1)");
        var error = await Assert.ThrowsAsync<PostgresException>(() => connection.InsertAsync(Chain.New().Next()));
        Assert.Contains("before it writes to the journal", error.MessageText, StringComparison.Ordinal);
        await connection.RunAsync("rollback");

        // Also not when it once was right and the lock went back.
        await connection.RunAsync("begin; savepoint a");
        await connection.InsertAsync(Chain.New().Next());
        await connection.RunAsync("rollback to a; insert into elsewhere values (1)");
        await Assert.ThrowsAsync<PostgresException>(() => connection.InsertAsync(Chain.New().Next()));
        await connection.RunAsync("rollback");

        // More than once in a transaction is right, as long as the lock came first.
        var chain = Chain.New();
        await connection.RunAsync("begin");
        await connection.InsertAsync(chain.Next());
        await connection.InsertAsync(chain.Next());
        await connection.RunAsync("commit");
    }

    [Fact]
    public async Task Transactions_held_in_every_state_never_make_a_reader_skip()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            var start = await _journal.Feed.HeadAsync();
            var (after, seen, written) = (start, new List<string>(), new HashSet<string>());
            var writers = new List<HeldTransaction>();
            for (var i = 0; i < 6; i++) writers.Add(new HeldTransaction(await _store.ConnectAsync(), $"held_{seed}_{i}"));
            for (var step = 0; step < 120; step++)
            {
                var choice = random.Next(writers.Count + 3);
                if (choice < writers.Count)
                {
                    written.UnionWith(await writers[choice].StepAsync(random));
                }
                else if (choice == writers.Count)
                {
                    written.Add(await WriteAsync());
                }
                else
                {
                    var slice = await _journal.Feed.ReadAsync(after, random.Next(1, 5));
                    seen.AddRange(slice.Records.Ids());
                    after = slice.UpTo;
                }
            }

            foreach (var writer in writers) written.UnionWith(await writer.EndAsync());
            seen.AddRange((await _journal.Feed.ReadToEndAsync(after)).Ids());
            Assert.Equal((await _journal.Feed.ReadToEndAsync(start)).Ids(), seen);
            Assert.Equal(written.Order(), seen.Order());
        }
    }

    [Theory]
    [InlineData(1000, new long[0], new long[0], 1000)]
    [InlineData(1000, new long[] { 990, 995 }, new long[0], 990)] // A writer, or somebody who has an id and not yet its lock.
    [InlineData(1000, new long[] { 990, 995 }, new long[] { 990 }, 995)] // The first one is known to write elsewhere.
    [InlineData(1000, new long[] { 990 }, new long[] { 990, 1005 }, 1000)]
    [InlineData(0x1_0000_0010, new long[] { 0xFFFF_FFF0, 0x1_0000_0005 }, new long[] { 0x5 }, 0xFFFF_FFF0)] // Began before the lower half turned over.
    [InlineData(0x3_0000_0010, new long[] { 0x3_0000_0005 }, new long[] { 0x5 }, 0x3_0000_0010)]
    public void Whoever_runs_holds_the_horizon_unless_it_is_known_to_write_elsewhere(long xmax, long[] running, long[] elsewhere, long least) =>
        Assert.Equal(least, PostgresHorizon.Least(xmax, running, elsewhere));

    [Fact]
    public void A_frozen_writer_hides_the_feed_and_blocks_a_key_for_less_than_five_seconds()
    {
        var (tuning, poll, promise) = (new PostgresTuning(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
        Assert.True(tuning.FrozenAfter + (2 * poll) < promise);
        Assert.True(tuning.FrozenAfter < tuning.LockTimeout);
        Assert.True(tuning.LockTimeout < promise);
    }

    private async Task<string> WriteAsync() => (await Chain.New().WriteAsync(_journal, 1))[0].ChangeId;

    /// <summary>A transaction of somebody else that stops at any point.</summary>
    private sealed class HeldTransaction(NpgsqlConnection connection, string name)
    {
        private readonly List<string> _rows = [];
        private bool _open;
        private bool _prepared;

        /// <summary>Goes one step on; returns what became durable by it.</summary>
        public async Task<IEnumerable<string>> StepAsync(Random random)
        {
            if (_prepared) return await FinishAsync(random.Next(4) > 0 ? "commit prepared" : "rollback prepared");
            if (!_open)
            {
                _open = true;
                await connection.RunAsync(random.Next(3) switch
                {
                    0 => "begin",
                    1 => "begin; lock table journal in row exclusive mode",
                    _ => "begin; savepoint a",
                });
                return [];
            }

            switch (random.Next(6))
            {
                case 0:
                    return await FinishAsync("commit");
                case 1:
                    return await FinishAsync("rollback");
                case 2 when _rows.Count > 0:
                    await connection.RunAsync($"prepare transaction '{name}'");
                    _prepared = true;
                    return [];
                default:
                    var record = Chain.New().Next();
                    await connection.InsertAsync(record with { Version = _rows.Count + 1 });
                    _rows.Add((record with { Version = _rows.Count + 1 }).ChangeId);
                    return [];
            }
        }

        public async Task<IEnumerable<string>> EndAsync()
        {
            var rows = _prepared ? await FinishAsync("commit prepared") : _open ? await FinishAsync("commit") : [];
            await connection.DisposeAsync();
            return rows;
        }

        private async Task<IEnumerable<string>> FinishAsync(string how)
        {
            await connection.RunAsync(_prepared ? $"{how} '{name}'" : how);
            string[] rows = how.StartsWith("commit", StringComparison.Ordinal) ? [.. _rows] : [];
            _rows.Clear();
            (_open, _prepared) = (false, false);
            return rows;
        }
    }
}

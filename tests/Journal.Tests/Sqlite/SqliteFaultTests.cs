using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Journal.Hosting;
using Sync.Journal.Sqlite;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Sqlite;

/// <summary>What disks and other programs do to a file: each refusal changes nothing, and ends with its cause.</summary>
public sealed class SqliteFaultTests : IAsyncDisposable
{
    private readonly SqliteTestStore _store = new();

    [Fact]
    public async Task A_file_that_another_program_locks_is_unavailable_until_it_lets_go()
    {
        var journal = await _store.OpenAsync();
        var (chain, later) = (Chain.New(), Chain.New());
        var session = chain.Open(journal);
        await using (await _store.StallAsync())
        {
            var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => session.AppendAsync(chain.Take(1)));
            Assert.Contains("locked", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Lanes.SaveAsync(new LaneProgress(1, new FeedPosition(0, 1, 0), [])));

            // Readers do not care.
            Assert.Empty((await journal.Journal.LoadAsync(chain.Entity)).Tail);
        }

        Assert.True(session.IsPoisoned);
        await later.WriteAsync(journal, 1);
        Assert.Empty((await journal.Journal.LoadAsync(chain.Entity)).Tail);
        Assert.Equal(default, await journal.Lanes.ReadPositionAsync(1));
    }

    [Fact]
    public async Task A_file_that_is_held_for_a_moment_is_waited_for_and_then_written_once()
    {
        var journal = await _store.OpenAsync();
        var chain = Chain.New();
        Task append;
        await using (await _store.StallAsync())
        {
            append = chain.WriteAsync(journal, 2);
            Assert.False(append.IsCompleted);
        }

        await append;
        Assert.Equal(2, (await (await _store.OpenAsync()).Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Fact]
    public async Task A_full_disk_changes_nothing_and_the_next_write_after_it_succeeds()
    {
        var journal = await _store.OpenAsync();
        var (small, big) = (Chain.New(), Chain.New());
        var written = await small.WriteAsync(journal, 1);
        await OnWriterAsync(journal, "pragma max_page_count = 1"); // The least it takes is what the file has.

        // The source is new: the number it got in the transaction must go with it.
        var session = big.Open(journal);
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => session.AppendAsync([Big(big, "/new")]));
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        Assert.True(session.IsPoisoned);
        Assert.Equal(written, (await journal.Journal.LoadAsync(small.Entity)).Tail);
        Assert.Empty((await journal.Journal.LoadAsync(big.Entity)).Tail);

        // The limit belonged to the connection, which was given up: there is room again.
        var again = new Chain(big.Entity);
        var records = new[] { again.Next(static r => r with { Cause = r.Cause with { Source = "/other" } }), Big(again, "/new") };
        await new Chain(big.Entity).Open(journal).AppendAsync([.. records]);
        Assert.Equal(records, (await (await _store.OpenAsync()).Journal.LoadAsync(big.Entity)).Tail);
    }

    [Fact]
    public async Task A_read_only_file_is_unavailable_and_recovers()
    {
        var journal = await _store.OpenAsync();
        await OnWriterAsync(journal, "pragma query_only = on");
        var error = await Assert.ThrowsAsync<JournalUnavailableException>(() => Chain.New().WriteAsync(journal, 1));
        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
        await Chain.New().WriteAsync(journal, 1);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused_at_start()
    {
        await File.WriteAllBytesAsync(_store.File, [.. Enumerable.Repeat((byte)'x', 8192)]);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => _store.OpenAsync());
    }

    [Fact]
    public async Task The_file_is_forced_to_disk_at_each_commit()
    {
        var journal = await _store.OpenAsync();
        Assert.Equal("wal", await WriterAsync(journal, "pragma journal_mode"));
        Assert.Equal(2L, await WriterAsync(journal, "pragma synchronous"));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static JournalRecord Big(Chain chain, string source) =>
        chain.Next(r => r with { Cause = r.Cause with { Source = source }, Payload = new string('x', 1_000_000) });

    private static Task OnWriterAsync(TestJournal journal, string pragma) => WriterAsync(journal, pragma);

    private static Task<object?> WriterAsync(TestJournal journal, string sql) =>
        ((SqliteStore)journal.Services.GetRequiredService<JournalEngine>().Store).Writer.InspectAsync(database => database.Bind(sql).ExecuteScalar());
}

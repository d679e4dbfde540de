using System.Diagnostics;
using Npgsql;
using Sync.Contracts;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>A writer stands still in the middle of a batch, as a hung machine does: it keeps its locks, and no time-out of the server ends it.</summary>
public sealed class FrozenWriterTests
{
    private const int Entities = 16;

    /// <summary>Behind everything that the frozen one may come to.</summary>
    private const int Later = 1_000_000;

    // A batch has begun to arrive, and the rest of it does not come.
    private const string MidCopy = """
        select count(*) filter (where a.wait_event = 'ClientRead' and exists (
            select 1 from pg_locks l where l.pid = a.pid and l.locktype = 'transactionid' and l.granted)) as frozen,
          count(*) filter (where a.wait_event is distinct from 'ClientRead') as busy
        from pg_stat_activity a where a.application_name = 'orleanssync journal writer' and a.state = 'active'
        """;

    /// <summary>What is promised is 5 s; a machine that has other work may take a little longer to look.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task It_hides_the_feed_only_shortly_blocks_no_key_and_is_told_no_lie_when_it_goes_on()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null || !OperatingSystem.IsLinux(), "PostgreSQL is not installed, or processes cannot be stopped");
        await using var server = await PostgresServer.StartNewAsync();
        await using var journal = await TestJournal.StartAsync(options => (options.Storage, options.Connection) = ("postgres", server.ConnectionString));
        using var other = await WriterProcess.StartAsync("postgres", server.ConnectionString, [.. Enumerable.Repeat(Later, Entities)], Later + 5, "--until-all", "--wait");
        var begin = await other.LoadedAsync();
        using var writer = await WriterProcess.StartAsync("postgres", server.ConnectionString, new int[Entities], Later, "--until-all", "--large");
        var writing = writer.RunAsync();
        await FreezeInCopyAsync(writer, server.ConnectionString);
        var frozen = Stopwatch.GetTimestamp();
        var head = await journal.Feed.HeadAsync();

        // Another key: it commits at once, and the feed shows it soon.
        var written = (await Chain.New().WriteAsync(journal, 1))[0];
        begin();
        var others = other.RunAsync();
        await SeenAsync(journal.Feed, head, written.ChangeId);
        Assert.True(Stopwatch.GetElapsedTime(frozen) < Promise, $"the feed was hidden for {Stopwatch.GetElapsedTime(frozen)}");

        // The same keys: another process writes them while this one stands still.
        var told = await others;
        Assert.Equal(5 * Entities, told.Where(static t => t.Verdict == "Applied").Select(static t => (t.Entity, t.Number)).Distinct().Count());

        await writer.ThawAsync();
        var before = writer.Receipts;
        await Eventually.IsTrueAsync(() => writer.Receipts > before + 1_000);
        writer.Kill();
        told.AddRange(await writing);
        var all = new WrittenJournal(Entities);
        await all.ReadAsync(journal.Journal);
        foreach (var receipt in told) all.Agrees(receipt);
        Assert.Distinct(told.Where(static t => t.Verdict == "Applied").Select(static t => (t.Entity, t.Number)));
    }

    private static async Task FreezeInCopyAsync(WriterProcess writer, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await Eventually.IsTrueAsync(() => writer.Receipts > 0);
        await Eventually.IsTrueAsync(async () =>
        {
            Assert.False(writer.HasEnded, "it should not have ended");
            await writer.FreezeAsync();
            var (frozen, busy) = await LookAsync(connection);
            while (busy > 0) (frozen, busy) = await LookAsync(connection);
            if (frozen > 0) return true;
            await writer.ThawAsync();
            return false;
        });
    }

    private static async Task<(long Frozen, long Busy)> LookAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(MidCopy, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    // As followers of the feed do: in pages, with a look every half a second.
    private static async Task SeenAsync(IFeedStore feed, FeedPosition after, string id)
    {
        while (true)
        {
            var slice = await feed.ReadAsync(after, 10_000, Waits.Short);
            if (slice.Records.Ids().Contains(id)) return;
            if (slice.Records.IsEmpty) await feed.WaitForCommitAsync(TimeSpan.FromMilliseconds(500), Waits.Short);
            after = slice.UpTo;
        }
    }
}

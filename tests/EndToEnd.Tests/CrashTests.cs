using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>Writers that are killed in the middle of their work, and writers that fight. What they were told is compared with the journal.</summary>
public sealed class CrashTests
{
    private const int Entities = 8;
    private const int Rounds = 24;

    /// <summary>So many receipts a round at most: a writer ends anywhere between its first record and a batch of many.</summary>
    private const int MaxReceipts = 250;

    [Fact]
    public async Task A_writer_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing_on_a_file()
    {
        using var data = new DataFolder();
        await KillAsync("sqlite", data.Journal);
    }

    [Fact]
    public async Task A_writer_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing_on_a_server()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        await using var server = await PostgresServer.StartNewAsync();
        await KillAsync("postgres", server.ConnectionString);
    }

    [Fact]
    public async Task Of_two_processes_that_write_the_same_entities_one_commits_each_version_and_nobody_is_told_a_lie()
    {
        const int Updates = 150;
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        await using var server = await PostgresServer.StartNewAsync();
        await using var journal = await OpenAsync("postgres", server.ConnectionString);
        using var left = await WriterProcess.StartAsync("postgres", server.ConnectionString, new int[2], Updates, "--until-all", "--wait");
        using var right = await WriterProcess.StartAsync("postgres", server.ConnectionString, new int[2], Updates, "--until-all", "--wait");
        // Both believe that nothing is there yet.
        foreach (var begin in new[] { await left.LoadedAsync(), await right.LoadedAsync() }) begin();
        var told = await Task.WhenAll(left.RunAsync(), right.RunAsync());

        var written = new WrittenJournal(2);
        await written.ReadAsync(journal.Journal);
        Assert.Equal(2 * Updates, written.Records);
        foreach (var receipt in told.SelectMany(static t => t)) written.Agrees(receipt);
        var applied = told.SelectMany(static t => t).Where(static t => t.Verdict == "Applied").ToArray();
        Assert.Distinct(applied.Select(static t => (t.Entity, t.Number)));
        // Both were told of every update in the end; who lost the first version of an entity was told so, and went on from what the other had written.
        foreach (var process in told)
            Assert.Equal(2 * Updates, process.Where(static t => t.Verdict is "Applied" or "Duplicate").Select(static t => (t.Entity, t.Number)).Distinct().Count());
        for (var entity = 0; entity < 2; entity++)
        {
            var winner = Array.FindIndex(told, process => process.Exists(t => t.Entity == entity && t is { Verdict: "Applied", Version: 1 }));
            Assert.Contains(told[1 - winner], t => t.Entity == entity && t.Verdict == "RetryLater");
        }
    }

    private static async Task KillAsync(string storage, string connection)
    {
        // The journal is made before: what is tested is writing.
        await (await OpenAsync(storage, connection)).DisposeAsync();
        var random = new Random(4711);
        var written = new WrittenJournal(Entities);
        var applied = new HashSet<(int, int)>();
        var told = new List<Told>();
        for (var round = 0; round < Rounds; round++)
        {
            // A little before the first that it has no receipt of, as a sender does: some are known, some are not, some it never heard of.
            int[] from = [.. Enumerable.Range(0, Entities).Select(i => Math.Max(0, FirstOpen(told, i) - 3))];
            using var writer = await WriterProcess.StartAsync(storage, connection, from, int.MaxValue);
            var receipts = await writer.RunAsync(killAfter: random.Next(1, MaxReceipts));
            foreach (var receipt in receipts.Where(static r => r.Verdict == "Applied")) Assert.True(applied.Add((receipt.Entity, receipt.Number)), $"applied twice: {receipt}");
            told.AddRange(receipts);
            await using var journal = await OpenAsync(storage, connection);
            await written.ReadAsync(journal.Journal);
            foreach (var receipt in receipts) written.Agrees(receipt);
            // On a server the last commit of who was killed may come after the next one has loaded: that one is put off once.
            Assert.All(receipts, static r => Assert.Contains(r.Verdict, (string[])["Applied", "Duplicate", "RetryLater"]));
        }

        var until = told.Max(static t => t.Number) + 20;
        using var again = await WriterProcess.StartAsync(storage, connection, new int[Entities], until, "--until-all");
        var second = await again.RunAsync();
        await using var last = await OpenAsync(storage, connection);
        var whole = new WrittenJournal(Entities);
        await whole.ReadAsync(last.Journal);
        Assert.Equal(Entities * until, whole.Records);
        foreach (var receipt in told.Concat(second)) whole.Agrees(receipt);
        foreach (var receipt in second.Where(static r => r.Verdict == "Applied"))
        {
            Assert.True(applied.Add((receipt.Entity, receipt.Number)), $"applied twice: {receipt}");
            Assert.Equal(0, written.VersionOf(receipt.Entity, receipt.Number));
        }

        Assert.Equal(Entities * until, second.Count(static r => r.Verdict is "Applied" or "Duplicate"));
    }

    private static int FirstOpen(List<Told> told, int entity)
    {
        var known = told.Where(t => t.Entity == entity).Select(static t => t.Number).ToHashSet();
        return Enumerable.Range(0, int.MaxValue).First(n => !known.Contains(n));
    }

    private static Task<TestJournal> OpenAsync(string storage, string connection) =>
        TestJournal.StartAsync(options => (options.Storage, options.Connection) = (storage, connection));
}

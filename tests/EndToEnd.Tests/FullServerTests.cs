using Npgsql;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The disk of the PostgreSQL server is full: what was told is there, what was refused is not, and it goes on without a restart.</summary>
public sealed class FullServerTests
{
    private const int Megabytes = 64;

    [Fact]
    public async Task When_the_servers_disk_is_full_nothing_is_half_written_and_it_goes_on_once_there_is_space()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "a small disk can be mounted by root on Linux only");
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        using var folder = new DataFolder();
        await using var disk = await SmallDisk.TryMountAsync(folder.Path, Megabytes);
        Assert.SkipWhen(disk is null, "this machine does not let a small disk be mounted");
        await using var server = await PostgresServer.StartNewAsync();
        var connection = await PlaceAsync(server, folder.File("space"));
        await using var journal = await TestJournal.StartAsync(options => (options.Storage, options.Connection) = ("postgres", connection));
        var kept = new List<Chain>();
        for (var i = 0; i < 3; i++)
        {
            kept.Add(Chain.New());
            await kept[i].WriteAsync(journal, 2);
        }

        disk!.Fill();
        var chain = Chain.New();
        var error = await FailAsync(journal, chain);
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);

        // Reads go on, and show what was told and nothing else.
        foreach (var one in kept.Append(chain)) Assert.Equal(one.Version, (await journal.Journal.LoadAsync(one.Entity)).Tail.Length);
        disk.Free();
        foreach (var one in kept.Append(chain)) await one.WriteAsync(journal, 3);
        foreach (var one in kept.Append(chain)) Assert.Equal(one.Version, (await journal.Journal.LoadAsync(one.Entity)).Tail.Length);
        Assert.Equal(kept.Append(chain).Sum(static c => c.Version), (await journal.Feed.ReadToEndAsync()).Count);
    }

    /// <summary>A database whose files, but not its log, are on the small disk.</summary>
    private static async Task<string> PlaceAsync(PostgresServer server, string folder)
    {
        Directory.CreateDirectory(folder);
        await Tools.RunAsync("chmod", "a+rx", Path.GetDirectoryName(folder)!);
        await Tools.RunAsync("chown", "postgres", folder);
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString};Pooling=false");
        await using (var create = source.CreateCommand($"create tablespace small location '{folder}'")) await create.ExecuteNonQueryAsync();
        await using (var create = source.CreateCommand("create database small tablespace small")) await create.ExecuteNonQueryAsync();
        return server.ConnectionString.Replace("Database=postgres", "Database=small", StringComparison.Ordinal);
    }

    // What is allocated already takes some more records before the first is refused. What is refused leaves the chain where it was.
    private static async Task<JournalUnavailableException> FailAsync(TestJournal journal, Chain chain)
    {
        for (var call = 0; call < 1_000; call++)
        {
            var ahead = chain.Fork();
            var record = ahead.Next(static r => r with { Payload = string.Concat(Enumerable.Range(0, 2_000).Select(static _ => $"{Guid.NewGuid():N}")) });
            try
            {
                await chain.Open(journal).AppendAsync([record]);
            }
            catch (JournalUnavailableException e)
            {
                return e;
            }

            chain.Next(_ => record);
        }

        throw new InvalidOperationException("the disk does not get full");
    }
}

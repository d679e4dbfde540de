using System.Net;
using Microsoft.Data.Sqlite;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The journal's file cannot be written for a while: nothing changes, nothing is lost, and it goes on by itself.</summary>
public sealed class JournalFaultTests
{
    private const string Position = "P100/RM01/BOLT-M8";

    [Fact]
    public async Task While_another_program_locks_the_file_updates_are_put_off_and_afterwards_applied_once()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-1", Position))).Verdict);
        await using (var other = new SqliteConnection($"Data Source={data.Journal};Pooling=False"))
        {
            await other.OpenAsync();
            Execute(other, "begin exclusive");

            var putOff = await api.PostUpdate(Events.Received("GR-2", Position));

            AssertPutOff(putOff);
            Assert.DoesNotContain(await api.History(Position), r => r.GetProperty("messageId").GetString() == "GR-2");
            Execute(other, "rollback");
        }

        Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-2", Position))).Verdict);
        Assert.Equal("Duplicate", (await api.PostUpdate(Events.Received("GR-2", Position))).Verdict);
        Assert.Single(await api.History(Position), r => r.GetProperty("messageId").GetString() == "GR-2");
    }

    [Fact]
    public async Task When_the_disk_is_full_updates_are_put_off_and_go_on_without_a_restart_once_there_is_space()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "a small disk can be mounted by root on Linux only");
        using var folder = new DataFolder();
        await using var disk = await SmallDisk.TryMountAsync(folder.Path);
        Assert.SkipWhen(disk is null, "this machine does not let a small disk be mounted");
        var (system, api) = await RunningSystem.StartReadyAsync(folder.Path);
        await using var running = system;
        disk!.Fill();

        // The file may still have pages of its own left: it is filled by whole calls until one is put off.
        var applied = new List<string>();
        string? putOff = null;
        for (var call = 0; putOff is null && call < 100; call++)
        {
            var receipts = (await api.PostLines(string.Join('\n', Enumerable.Range(0, 200).Select(i => Events.Received($"GR-{call}-{i}", $"P100/RM{i}/BOLT-M8"))))).Lines;
            foreach (var receipt in receipts)
            {
                var id = receipt.GetProperty("id").GetString()!;
                if (receipt.GetProperty("verdict").GetString() == "Applied") applied.Add(id);
                else putOff ??= id;
            }
        }

        Assert.NotNull(putOff);
        AssertPutOff(await api.PostUpdate(Again(putOff)));
        disk.Free();

        Assert.Equal("Applied", (await api.PostUpdate(Again(putOff))).Verdict);
        foreach (var id in applied.TakeLast(20).Append(putOff)) Assert.Equal("Duplicate", (await api.PostUpdate(Again(id))).Verdict);
        Assert.Single(await api.History($"P100/RM{putOff.Split('-')[2]}/BOLT-M8"), r => r.GetProperty("messageId").GetString() == putOff);
        await system.InterruptAsync();
        Assert.Equal(0, await system.ExitAsync());
    }

    private static string Again(string id) => Events.Received(id, $"P100/RM{id.Split('-')[2]}/BOLT-M8");

    private static void AssertPutOff(Answer answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "RetryLater"), (answer.Status, answer.Verdict));
        Assert.True(answer.Code is "store-unavailable" or "busy", answer.Text);
        Assert.DoesNotContain("no cure", answer.Cure);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

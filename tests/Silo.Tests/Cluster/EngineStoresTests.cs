using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>What the engine stores on PostgreSQL, by the engine's own providers on our SQL.</summary>
public sealed class EngineStoresTests(OwnServer own) : IClassFixture<OwnServer>
{
    [Fact]
    public async Task Of_two_first_writes_of_one_grain_by_two_silos_one_loses_and_nothing_is_overwritten()
    {
        using var folder = new TempFolder();
        await using var first = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-1"));
        await using var second = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-2"));
        for (var round = 0; round < 10; round++)
        {
            var id = GrainId.Create("first-writes", $"g{round}");
            var writes = await Task.WhenAll(new[] { first, second }.Select(host => TryWriteAsync(Storage(host), id, host.Data)));
            Assert.Single(writes, static won => won);
            var read = new GrainState<Note>();
            await Storage(first).ReadStateAsync("note", id, read);
            Assert.Equal((writes[0] ? first : second).Data, read.State!.Text);
        }
    }

    [Fact]
    public async Task Reminders_are_found_by_grain_and_by_range_and_belong_to_who_wrote_last()
    {
        using var folder = new TempFolder();
        await using var host = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo"));
        var table = host.App.Services.GetRequiredService<IReminderTable>();
        var id = GrainId.Create("reminded", "one");
        var row = new ReminderEntry { GrainId = id, ReminderName = "wake", StartAt = DateTime.UtcNow, Period = TimeSpan.FromMinutes(5) };
        var old = await table.UpsertRow(row);
        var current = await table.UpsertRow(row);
        Assert.NotEqual(old, current);
        Assert.Equal(current, (await table.ReadRow(id, "wake"))!.ETag);
        Assert.Equal("wake", Assert.Single((await table.ReadRows(id)).Reminders).ReminderName);
        var hash = id.GetUniformHashCode();
        Assert.Single((await table.ReadRows(hash - 1, hash)).Reminders);
        Assert.Empty((await table.ReadRows(hash, hash + 1)).Reminders);
        Assert.False(await table.RemoveRow(id, "wake", old!));
        Assert.True(await table.RemoveRow(id, "wake", current!));
        Assert.Empty((await table.ReadRows(id)).Reminders);
    }

    private static IGrainStorage Storage(ProgramHost host) => host.App.Services.GetRequiredKeyedService<IGrainStorage>("sync");

    private static async Task<bool> TryWriteAsync(IGrainStorage storage, GrainId id, string text)
    {
        try
        {
            await storage.WriteStateAsync("note", id, new GrainState<Note>(new Note { Text = text }));
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private sealed class Note
    {
        public string Text { get; set; } = "";
    }
}

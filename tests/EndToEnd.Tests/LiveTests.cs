using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>A page that was open goes on by itself, whatever happened to the system.</summary>
public sealed class LiveTests
{
    private const string Position = "P100/RM01/BOLT-M8";

    [Fact]
    public async Task A_stream_shows_changes_resumes_and_begins_again_after_a_kill_and_ends_with_the_program()
    {
        using var data = new DataFolder();
        await using var first = RunningSystem.Start("--data", data.Path, "--urls", "http://127.0.0.1:0");
        var address = await first.ReadyAsync();
        var key = await File.ReadAllTextAsync(data.File("operator.key"));
        await SendAsync(address, key, "GR-1");

        string newest;
        using (var stream = await LiveFeed.OpenAsync(address, key, "P100"))
        {
            Assert.Equal(5, (await stream.NextAsync("snapshot")).OnHand);
            await stream.NextAsync("ready");
            await SendAsync(address, key, "GR-2");
            var changed = await stream.NextAsync("changed");
            Assert.Equal(10, changed.OnHand);
            newest = changed.Id!;
        }

        await SendAsync(address, key, "GR-3");
        using (var stream = await LiveFeed.OpenAsync(address, key, "P100", newest))
        {
            var changed = await stream.NextAsync("changed");
            Assert.Equal(15, changed.OnHand);
            newest = changed.Id!;
            await first.KillAsync();
            while (await stream.NextAsync() is not null) { }
        }

        await using var second = RunningSystem.Start("--data", data.Path, "--urls", address);
        await second.ReadyAsync();
        using var after = await LiveFeed.OpenAsync(address, key, "P100", newest);
        Assert.True((await after.NextAsync("begin")).Data.GetProperty("restarted").GetBoolean());
        Assert.Equal(15, (await after.NextAsync("snapshot")).OnHand);
        await after.NextAsync("ready");
        await SendAsync(address, key, "GR-4");
        Assert.Equal(20, (await after.NextAsync("changed")).OnHand);

        await second.InterruptAsync();
        while (await after.NextAsync() is not null) { }
        Assert.True(await second.ExitAsync() == 0, second.Told);
    }

    private static async Task SendAsync(string address, string key, string id) =>
        Assert.Equal("Applied", (await new Api(address, key).PostUpdate(Events.Received(id, Position))).Verdict);
}

using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>A start with wrong settings says all of them at once, each with its cure, and does nothing.</summary>
public sealed class BadSettingsTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_each_with_its_cure()
    {
        using var data = new DataFolder();
        await using var system = RunningSystem.Start(
            [
                ("ORLEANSSYNC_Shutdown__DrainSeconds", "soon"), ("ORLEANSSYNC_Metrics__Open", "yes"), ("ORLEANSSYNC_Feed__PollMilliseconds", "1"), ("ORLEANSSYNC_Streams__SweepSeconds", "0"),
                ("ORLEANSSYNC_Gateway__SubmitSeconds", "61"), ("ORLEANSSYNC_Adapters__Webhook__Retries", "9"), ("ORLEANSSYNC_Journal__Writers", "many"),
                ("ORLEANSSYNC_Entities__UnknownPlants", "Ajar"), ("ORLEANSSYNC_Subscriptions__erp__Url", "http://127.0.0.1:9"), ("ORLEANSSYNC_Subscriptions__erp__Secret", "s"),
                ("ORLEANSSYNC_Subscriptions__erp__Start", "Soon"),
            ],
            ["--data", data.Path, "--storage", "postgres", "--connection", "Hots=db;Password=secret", "--cluster-id", "plant 1", "--silo-port", "0", "--advertise", "nowhere.invalid"]);
        Assert.Equal(2, await system.ExitAsync());
        string[] expected =
        [
            "--connection is not a PostgreSQL connection string (a keyword is not known, or it is not written as keyword=value): write it as \"Host=...;Database=...;Username=...\"",
            "--cluster-id plant 1: 1 to 100 letters, digits, hyphens and underscores are expected",
            "--silo-port 0: 1 to 65535 is expected",
            "--advertise nowhere.invalid: this name has no address here; give the IP address, or a name that the network knows",
            "Shutdown:DrainSeconds is soon: set it to whole seconds, 0 to 3600",
            "Metrics:Open is yes: true or false is expected",
            "Subscriptions:erp:Start is Soon: one of Beginning, Now is expected",
            "Feed:PollMilliseconds is 1: set it between 10 and 60000",
            "Streams:SweepSeconds is 0: set it between 1 and 300",
            "Gateway:SubmitSeconds is 61: set it between 1 and 60",
            "Adapters:Webhook:Retries is 9: set it to 0 to 5",
            "Entities:UnknownPlants is Ajar: one of Closed, Open is expected",
            "Journal:Writers is many: a whole number is expected",
        ];
        var told = system.Errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("secret", system.Told, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task Sections_alone_are_said_the_same_way()
    {
        using var data = new DataFolder();
        await using var system = RunningSystem.Start(
            [("ORLEANSSYNC_Feed__PollMilliseconds", "1"), ("ORLEANSSYNC_Audit__Heads__IntervalSeconds", "0")], ["--data", data.Path, "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(2, await system.ExitAsync());
        var told = system.Errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["Audit:Heads:IntervalSeconds is 0: set it between 1 and 86400", "Feed:PollMilliseconds is 1: set it between 10 and 60000"], told.Order(StringComparer.Ordinal));
    }
}

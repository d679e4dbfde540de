using System.Text.Json;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The one command, as a user runs it.</summary>
public sealed class DemoTests
{
    private static readonly string[] Promised =
        ["runs", "seconds", "sent", "applied", "duplicates", "superseded", "held", "rejected", "delivered", "lost", "doubled"];

    [Fact]
    public async Task It_ends_by_itself_with_a_report_in_which_nothing_is_lost_or_doubled()
    {
        using var data = new DataFolder();
        await using var demo = RunningSystem.Start(
            "demo", "--for", "8s", "--seed", "7", "--rate", "300", "--data", data.Path, "--urls", "http://127.0.0.1:0", "--report", data.Report);

        Assert.True(await demo.ExitAsync() == 0, demo.Told);

        var report = await Reports.Read(data.Report);
        Assert.All(Promised, name => Assert.Equal(JsonValueKind.Number, report.GetProperty(name).ValueKind));
        Assert.Equal((1, 0, 0), (report.Number("runs"), report.Number("lost"), report.Number("doubled")));
        Assert.All(["sent", "applied", "duplicates", "held", "rejected", "delivered"], name => Assert.True(report.Number(name) > 0, $"{name} is 0"));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_cleanly_with_a_report()
    {
        using var data = new DataFolder();
        await using var demo = RunningSystem.Start("demo", "--rate", "200", "--data", data.Path, "--urls", "http://127.0.0.1:0", "--report", data.Report);
        await demo.SentAsync(moreThan: 100);

        await demo.InterruptAsync();

        Assert.True(await demo.ExitAsync() == 0, demo.Told);
        var report = await Reports.Read(data.Report);
        Assert.Equal((0, 0), (report.Number("lost"), report.Number("doubled")));
        Assert.True(report.Number("sent") > 100);
    }

    [Theory]
    [InlineData("drop", "lost")]
    [InlineData("double", "doubled")]
    [InlineData("swap", "outOfOrder")]
    [InlineData("late", "lost")]
    public async Task A_sabotage_is_noticed_and_named(string sabotage, string counter)
    {
        using var data = new DataFolder();
        await using var demo = RunningSystem.Start(
            "demo", "--for", "5s", "--rate", "200", "--sabotage", sabotage, "--data", data.Path, "--urls", "http://127.0.0.1:0", "--report", data.Report);

        Assert.Equal(1, await demo.ExitAsync());

        var report = await Reports.Read(data.Report);
        Assert.True(report.Number(counter) > 0, demo.Told);
        Assert.NotEmpty(report.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task It_runs_on_PostgreSQL()
    {
        Assert.SkipWhen(Sync.Journal.Tests.Support.PostgresServer.Binaries is null, "PostgreSQL is not installed");
        await using var server = await Sync.Journal.Tests.Support.PostgresServer.StartNewAsync();
        using var data = new DataFolder();
        await using var demo = RunningSystem.Start(
            "demo", "--for", "6s", "--rate", "200", "--storage", "postgres", "--connection", server.ConnectionString, "--data", data.Path,
            "--urls", "http://127.0.0.1:0", "--report", data.Report);

        Assert.True(await demo.ExitAsync() == 0, demo.Told);

        var report = await Reports.Read(data.Report);
        Assert.Equal((0, 0), (report.Number("lost"), report.Number("doubled")));
        Assert.True(report.Number("applied") > 0);
        Assert.False(File.Exists(data.Journal));
    }
}

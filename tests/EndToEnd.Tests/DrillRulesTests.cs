using System.Text.Json;
using Sync.Drill;
using Sync.Drill.Acts;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>What a drill does and when it is good, without one.</summary>
public sealed class DrillRulesTests
{
    private static readonly string[] Promised = ["acknowledged", "lost", "doubled", "outOfOrder", "kills", "freezes", "maxRecoverySeconds", "maxFreezeSeconds"];

    private static readonly DrillReport Good = DrillReport.Of(Options(), Log("kill", "freeze")) with { Acknowledged = 100, Chain = new ChainReport(true, "fine") };

    public static TheoryData<string, Func<object>> Faults => new()
    {
        { "nothing was acknowledged", () => Good with { Acknowledged = 0 } },
        { "nothing was killed", () => Good with { Kills = 0 } },
        { "after a kill", () => Good with { MaxRecoverySeconds = 8.1 } },
        { "after a freeze", () => Good with { MaxFreezeSeconds = 15.1 } },
        { "put to sleep", () => Good with { Disturbed = 1 } },
        { "unknown outcome", () => Rolling(new AgainReport(0, 1, 0)) },
        { "no answer", () => Rolling(new AgainReport(0, 0, 1)) },
        { "did not come to its end: broken", () => Good with { Failed = "broken" } },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_seed_decides_the_order_and_every_order_has_what_was_promised(int seed)
    {
        var acts = Acts(seed);
        Assert.Equal(acts, Acts(seed));
        Assert.NotEqual(acts, Acts(seed + 1));
        Assert.Equal("kill", acts[0]);
        Assert.Equal((20, 4), (acts.Count(a => a == "kill"), acts.Count(a => a == "freeze")));
        Assert.All(new[] { "database-cut", "other-kill", "database-restart", "pause" }, act => Assert.Equal(2, acts.Count(a => a == act)));
    }

    [Fact]
    public void When_time_is_over_what_is_missing_is_done()
    {
        var options = Options("--for", "480s", "--kill-every", "15s");
        Assert.Equal((20, 5), (options.KillsAtLeast, options.FreezesAtLeast));
        var (plan, log) = (new ActPlan(options, new Random(1)), new ActLog());
        while (plan.Missing(log) is { } act) log.Add(act, 1);
        Assert.Equal((20, 5), (log.Count("kill"), log.Count("freeze")));
        Assert.Null(new ActPlan(Options("--kills", "0", "--freezes", "0"), new Random(1)).Missing(new ActLog()));
    }

    [Fact]
    public void A_run_without_faults_is_good() => Assert.Empty(Good.Faults);

    [Theory, MemberData(nameof(Faults))]
    public void Each_fault_is_named(string told, Func<object> report) => Assert.Contains(told, Assert.Single(((DrillReport)report()).Faults), StringComparison.Ordinal);

    [Fact]
    public void An_update_that_came_late_or_was_to_come_again_is_no_fault_of_a_restart() => Assert.Empty(((DrillReport)Rolling(new AgainReport(9, 0, 0))).Faults);

    [Fact]
    public async Task What_cannot_be_made_here_says_so_and_is_neither_good_nor_bad()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "network namespaces are Linux's");
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "dotnet")).First(File.Exists);
        var file = Path.GetTempFileName();
        var (code, told) = await Tools.TryAsync("env", "PATH=/nowhere", dotnet, Path.Combine(AppContext.BaseDirectory, "Sync.Drill.dll"), "--partition", "--json", file);
        Assert.True(code == 3, told);
        Assert.Contains("SKIPPED", told, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.All(Promised, name => Assert.Equal(0, report.RootElement.GetProperty(name).GetDouble()));
        Assert.Contains("network namespaces", report.RootElement.GetProperty("skipped").GetString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    private static object Rolling(AgainReport again) => Good with { Mode = nameof(DrillMode.Rolling), Load = Good.Load with { SentAgain = again } };

    private static string[] Acts(int seed)
    {
        var plan = new ActPlan(Options(), new Random(seed));
        return [.. Enumerable.Range(0, 32).Select(_ => plan.Next())];
    }

    private static DrillOptions Options(params string[] arguments) => DrillOptions.TryRead(arguments, out var options) ? options : throw new ArgumentException("it is not read");

    private static ActLog Log(params string[] acts)
    {
        var log = new ActLog();
        foreach (var act in acts) log.Add(act, 1);
        return log;
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sync.House.Tests;

/// <summary>The board and the alert rules in deploy speak of metrics that exist.</summary>
public sealed partial class TelemetryFilesTests
{
    private static readonly string Board = Path.Combine(Repository.Root, "deploy", "grafana", "orleanssync.json");
    private static readonly string Rules = Path.Combine(Repository.Root, "deploy", "prometheus");

    [Fact]
    public void Every_metric_of_the_board_and_the_rules_is_one_that_the_code_makes()
    {
        var made = new[] { "Grains", "Gateway", "Adapters", "Silo" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Instrument().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value.Replace('.', '_')))
            .ToHashSet(StringComparer.Ordinal);
        var used = new[] { Board, Path.Combine(Rules, "alerts.yml") }.SelectMany(file => Metric().Matches(File.ReadAllText(file)).Select(m => m.Value)).Distinct().ToList();
        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.Contains(made, m => Suffix().Replace(name, "") is var bare && (bare == m || Unit().Replace(bare, "") == m)));
    }

    [Fact]
    public void The_board_loads()
    {
        using var board = JsonDocument.Parse(File.ReadAllText(Board));
        var ids = board.RootElement.GetProperty("panels").EnumerateArray().Select(p => p.GetProperty("id").GetInt32()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(board.RootElement.GetProperty("panels").EnumerateArray(), p => Assert.NotEmpty(p.GetProperty("targets").EnumerateArray().ToList()));
    }

    [Theory]
    [InlineData("check", "rules", "alerts.yml")]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task The_rules_are_accepted_and_fire_when_they_should(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed");
        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", arguments) { WorkingDirectory = Rules, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var told = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, told);
    }

    [GeneratedRegex("\"(orleanssync\\.[a-z_.]+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex("orleanssync_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("_(bucket|count|sum|total)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("_(seconds|bytes)$")]
    private static partial Regex Unit();
}

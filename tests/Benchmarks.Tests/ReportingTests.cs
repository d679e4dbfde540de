using System.Collections.Immutable;
using System.Text.Json;
using Sync.Benchmarks.CommandLine;
using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Reporting;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Tests;

/// <summary>What a comparison and a check say, to people and to programs.</summary>
public sealed class ReportingTests
{
    private static readonly Baseline Before = new(0.25, [new("batch", 0.30, 10_000), new("single", 0.10, 20_000)]);

    [Fact]
    public void The_table_says_which_system_failed_and_why()
    {
        var result = new ComparisonResult([Ran("batch", "ours", 30_000), Ran("batch", "sql-set", 15_000)], [new Failure("batch", "akka", "TimeoutException: 60 s")]);
        using var table = new StringWriter();
        ComparisonTable.Print(result, table);
        var lines = table.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("failed", lines.First(static l => l.StartsWith("batch", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("failed: akka in batch: TimeoutException: 60 s", lines);
        Assert.Contains(lines, static l => l.StartsWith("batch", StringComparison.Ordinal) && l.Contains("2.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_without_a_baseline_says_so_before_it_measures()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        Assert.Equal(1, await CheckCommand.Create().Parse(["--baseline", path]).InvokeAsync());
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_scenario_in_which_all_failed_has_its_row()
    {
        using var table = new StringWriter();
        ComparisonTable.Print(new ComparisonResult([], [new Failure("bulk", "ours", "out of disk")]), table);
        Assert.Contains("bulk", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_for_programs_are_a_list_with_these_members()
    {
        var path = Path.GetTempFileName();
        try
        {
            await NumbersFile.WriteAsync(path, [Ran("batch", "ours", 30_000.12345)]);
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            var row = Assert.Single(json.RootElement.EnumerateArray());
            Assert.Equal(["scenario", "system", "updatesPerSecond", "p50Ms", "p99Ms"], row.EnumerateObject().Select(static m => m.Name));
            Assert.Equal(30_000.123, row.GetProperty("updatesPerSecond").GetDouble());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0.30, 10_000, 0)]
    [InlineData(0.23, 12_400, 0)] // Within a quarter.
    [InlineData(0.22, 10_000, 1)]
    [InlineData(0.30, 12_600, 1)]
    [InlineData(0.10, 50_000, 2)]
    public void A_value_that_is_worse_by_more_than_the_tolerance_is_named(double toCopy, double bytes, int worse)
    {
        ImmutableArray<BaselineRow> now = [new("batch", toCopy, bytes), new("single", 0.10, 20_000)];
        var told = Before.Regressions(now).ToArray();
        Assert.Equal(worse, told.Length);
        Assert.All(told, static line => Assert.StartsWith("batch: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_scenario_that_was_not_measured_is_a_regression() =>
        Assert.Equal(["single was not measured"], Before.Regressions([new BaselineRow("batch", 0.30, 10_000)]));

    [Fact]
    public async Task A_baseline_is_read_as_it_was_written()
    {
        var path = Path.GetTempFileName();
        try
        {
            await Before.WriteAsync(path);
            var read = await Baseline.ReadAsync(path);
            Assert.Equal(Before.Tolerance, read.Tolerance);
            Assert.Equal(Before.Scenarios.AsEnumerable(), read.Scenarios);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Outcome Ran(string scenario, string system, double perSecond) => new(scenario, system, new Measurement(perSecond, 1, 2, 3, 4));
}

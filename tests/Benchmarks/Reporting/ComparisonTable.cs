using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Reporting;

/// <summary>The comparison for people: a row a scenario, a column a system, then ours against each peer and against what was to be reached.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Columns = ["ours", "adonet", "sql-set", "akka", "copy", "noop"];

    public static void Print(ComparisonResult result, TextWriter output)
    {
        var scenarios = result.Outcomes.Select(static o => o.Scenario).Concat(result.Failures.Select(static f => f.Scenario)).Distinct().ToArray();
        output.WriteLine("updates/s" + new string(' ', 7) + string.Concat(Columns.Select(static c => $"{c,10}")) + "     ours/target");
        foreach (var scenario in scenarios)
        {
            var row = Row(result, scenario);
            output.WriteLine($"{scenario,-16}{string.Concat(Columns.Select(c => $"{Cell(result, row, scenario, c),10}"))}     {Against(scenario, row)}");
        }

        output.WriteLine();
        output.WriteLine("ours / peer" + new string(' ', 5) + string.Concat(Target.Ratios.Select(static r => $"{r.Peer,10}")));
        foreach (var scenario in scenarios)
        {
            var row = Row(result, scenario);
            var cells = Target.Ratios.Select(r => Ratio(row, r.Peer) is { } ratio ? $"{ratio,10:N2}" : $"{"-",10}");
            output.WriteLine($"{scenario,-16}{string.Concat(cells)}");
        }

        output.WriteLine($"{"target (batch)",-16}{string.Concat(Target.Ratios.Select(static r => $"{r.AtLeast,10:N2}"))}");
        foreach (var failure in result.Failures) output.WriteLine($"failed: {failure.System} in {failure.Scenario}: {failure.Reason}");
    }

    private static Outcome[] Row(ComparisonResult result, string scenario) => [.. result.Outcomes.Where(o => o.Scenario == scenario)];

    private static string Cell(ComparisonResult result, Outcome[] row, string scenario, string system)
    {
        if (row.FirstOrDefault(o => o.System == system) is { } outcome) return $"{outcome.Measured.UpdatesPerSecond:N0}";
        return result.Failures.Any(f => f.Scenario == scenario && f.System == system) ? "failed" : "-";
    }

    /// <summary>How many times faster ours was, or null where one of the two did not run.</summary>
    public static double? Ratio(IEnumerable<Outcome> row, string peer)
    {
        var byName = row.ToDictionary(static o => o.System, static o => o.Measured.UpdatesPerSecond);
        return byName.TryGetValue("ours", out var ours) && byName.TryGetValue(peer, out var theirs) && theirs > 0 ? ours / theirs : null;
    }

    private static string Against(string scenario, Outcome[] row)
    {
        if (Target.All.FirstOrDefault(t => t.Scenario == scenario) is not { } target || row.FirstOrDefault(static o => o.System == "ours") is not { } ours) return "";
        var m = ours.Measured;
        var text = $"{m.UpdatesPerSecond / target.UpdatesPerSecond:N2} of {target.UpdatesPerSecond:N0}";
        if (target.P99Ms is { } p99) text += $"; p50 {m.P50Ms:N1} of {target.P50Ms:N0} ms, p99 {m.P99Ms:N1} of {p99:N0} ms";
        return text;
    }
}

using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Reporting;

/// <summary>The comparison for people: a row a scenario, a column a system, then ours against each peer and against what was to be reached.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Columns = ["ours", "adonet", "sql-set", "akka", "copy", "noop"];

    public static void Print(IReadOnlyList<Outcome> outcomes, TextWriter output)
    {
        output.WriteLine("updates/s" + new string(' ', 7) + string.Concat(Columns.Select(static c => $"{c,10}")) + "     ours/target");
        foreach (var row in outcomes.GroupBy(static o => o.Scenario))
        {
            var cells = Columns.Select(c => row.FirstOrDefault(o => o.System == c) is { } o ? $"{o.Measured.UpdatesPerSecond,10:N0}" : $"{"-",10}");
            output.WriteLine($"{row.Key,-16}{string.Concat(cells)}     {Against(row)}");
        }

        output.WriteLine();
        output.WriteLine("ours / peer" + new string(' ', 5) + string.Concat(Target.Ratios.Select(static r => $"{r.Peer,10}")));
        foreach (var row in outcomes.GroupBy(static o => o.Scenario))
        {
            var cells = Target.Ratios.Select(r => Ratio(row, r.Peer) is { } ratio ? $"{ratio,10:N2}" : $"{"-",10}");
            output.WriteLine($"{row.Key,-16}{string.Concat(cells)}");
        }

        output.WriteLine($"{"target (batch)",-16}{string.Concat(Target.Ratios.Select(static r => $"{r.AtLeast,10:N2}"))}");
    }

    /// <summary>How many times faster ours was, or null where one of the two did not run.</summary>
    public static double? Ratio(IEnumerable<Outcome> row, string peer)
    {
        var byName = row.ToDictionary(static o => o.System, static o => o.Measured.UpdatesPerSecond);
        return byName.TryGetValue("ours", out var ours) && byName.TryGetValue(peer, out var theirs) && theirs > 0 ? ours / theirs : null;
    }

    private static string Against(IGrouping<string, Outcome> row)
    {
        if (Target.All.FirstOrDefault(t => t.Scenario == row.Key) is not { } target || row.FirstOrDefault(static o => o.System == "ours") is not { } ours) return "";
        var m = ours.Measured;
        var text = $"{m.UpdatesPerSecond / target.UpdatesPerSecond:N2} of {target.UpdatesPerSecond:N0}";
        if (target.P99Ms is { } p99) text += $"; p50 {m.P50Ms:N1} of {target.P50Ms:N0} ms, p99 {m.P99Ms:N1} of {p99:N0} ms";
        return text;
    }
}

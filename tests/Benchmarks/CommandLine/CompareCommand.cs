using System.CommandLine;
using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Reporting;
using Sync.Benchmarks.Scenarios;

namespace Sync.Benchmarks.CommandLine;

/// <summary><c>compare</c>: ours and the peers side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "One scenario: " + string.Join(", ", ScenarioList.All.Where(s => !s.Aside).Select(s => s.Name)) };
        var systems = new Option<string[]>("--systems") { Description = "Only these systems, for example --systems ours copy.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var seconds = new Option<int>("--seconds") { Description = "How long each system is measured, 1 to 600.", DefaultValueFactory = _ => 10 };
        var json = new Option<string?>("--json") { Description = "Writes the numbers to this file." };
        var allocations = new Option<bool>("--allocations") { Description = "Prints what was allocated, by type; costs some speed." };
        only.AcceptOnlyFromAmong([.. ScenarioList.All.Where(s => !s.Aside).Select(s => s.Name)]);
        var command = new Command("compare", "Runs ours and the peers side by side on one PostgreSQL server of its own.") { only, systems, seconds, json, allocations };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new CompareOptions(
                parsed.GetValue(only), [.. parsed.GetValue(systems)!], TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600)), parsed.GetValue(json)) { Allocations = parsed.GetValue(allocations) };
            var result = await Comparer.RunAsync(options, cancellationToken);
            ComparisonTable.Print(result, Console.Out);
            if (options.Json is { } path) await NumbersFile.WriteAsync(path, result.Outcomes.Where(o => !ScenarioList.Find(o.Scenario).Aside));
            return result.Failures.IsEmpty ? 0 : 1;
        });
        return command;
    }
}

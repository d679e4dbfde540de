using System.CommandLine;
using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Reporting;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.CommandLine;

/// <summary><c>check</c>: ours against the baseline in git, by ratio. Ends with 1 when something got worse.</summary>
internal static class CheckCommand
{
    private const string DefaultBaseline = "tests/Benchmarks/baseline.json";
    private const double DefaultTolerance = 0.25;
    private static readonly ImmutableArray<string> Watched = ["batch", "bulk", "single"];

    public static Command Create()
    {
        var file = new Option<string>("--baseline") { Description = "The file, from the root of the repository.", DefaultValueFactory = _ => DefaultBaseline };
        var seconds = new Option<int>("--seconds") { Description = "How long each system is measured, 1 to 600.", DefaultValueFactory = _ => 5 };
        var write = new Option<bool>("--write") { Description = "Writes what is measured as the new baseline." };
        var command = new Command("check", "Compares throughput against bare COPY and bytes allocated an update with the baseline.") { file, seconds, write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var length = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600));
            if (await MeasureAsync(length, cancellationToken) is not { } now) return 1;
            if (parsed.GetValue(write))
            {
                await new Baseline(DefaultTolerance, [.. now]).WriteAsync(parsed.GetValue(file)!);
                return 0;
            }

            var regressions = (await Baseline.ReadAsync(parsed.GetValue(file)!)).Regressions(now).ToArray();
            foreach (var regression in regressions) Console.Error.WriteLine(regression);
            Console.WriteLine(regressions.Length == 0 ? "nothing got worse than the baseline allows" : $"{regressions.Length} values got worse");
            return regressions.Length == 0 ? 0 : 1;
        });
        return command;
    }

    /// <returns>What was measured; null when a system failed, and with it the check.</returns>
    private static async Task<List<BaselineRow>?> MeasureAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var outcomes = new List<Outcome>();
        foreach (var scenario in Watched)
        {
            // One limit for all: the copy of the scenario that is measured first.
            ImmutableArray<string> systems = scenario == Watched[0] ? ["copy", "ours"] : ["ours"];
            var result = await Comparer.RunAsync(new CompareOptions(scenario, systems, length, null) { WithoutAside = true }, cancellationToken);
            if (!result.Failures.IsEmpty) return null;
            outcomes.AddRange(result.Outcomes);
        }

        var copy = outcomes.First(static o => o.System == "copy").Measured.UpdatesPerSecond;
        return [.. outcomes.Where(static o => o.System == "ours").Select(o => new BaselineRow(o.Scenario, Math.Round(o.Measured.UpdatesPerSecond / copy, 3), Math.Round(o.Measured.BytesPerUpdate)))];
    }
}

using System.CommandLine;
using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Reporting;

namespace Sync.Benchmarks.CommandLine;

/// <summary><c>check</c>: ours against the baseline in git, by ratio. Ends with 1 when something got worse.</summary>
internal static class CheckCommand
{
    private const string DefaultBaseline = "tests/Benchmarks/baseline.json";
    private const double DefaultTolerance = 0.25;
    private static readonly ImmutableArray<string> Watched = ["batch", "bulk", "single", "embedded-batch"];

    public static Command Create()
    {
        var file = new Option<string>("--baseline") { Description = "The file, from the root of the repository.", DefaultValueFactory = _ => DefaultBaseline };
        var seconds = new Option<int>("--seconds") { Description = "How long each system is measured, 1 to 600.", DefaultValueFactory = _ => 5 };
        var write = new Option<bool>("--write") { Description = "Writes what is measured as the new baseline." };
        var command = new Command("check", "Compares throughput against bare COPY and bytes allocated an update with the baseline.") { file, seconds, write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Before minutes are spent on measuring what could not be compared.
            var baseline = await Baseline.FindAsync(parsed.GetValue(file)!);
            if (baseline is null && !parsed.GetValue(write))
            {
                Console.Error.WriteLine($"there is no baseline at {Path.GetFullPath(parsed.GetValue(file)!)}: run check from the root of the repository, "
                    + "or write one with check --write on a machine that does nothing else");
                return 1;
            }

            var length = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600));
            if (await MeasureAsync(length, cancellationToken) is not { } now) return 1;
            if (parsed.GetValue(write))
            {
                await new Baseline(DefaultTolerance, [.. now]).WriteAsync(parsed.GetValue(file)!);
                return 0;
            }

            var regressions = baseline!.Regressions(now).ToArray();
            foreach (var regression in regressions) Console.Error.WriteLine(regression);
            Console.WriteLine(regressions.Length == 0 ? "nothing got worse than the baseline allows" : $"{regressions.Length} values got worse");
            return regressions.Length == 0 ? 0 : 1;
        });
        return command;
    }

    /// <returns>What was measured; null when a system failed, and with it the check.</returns>
    private static async Task<List<BaselineRow>?> MeasureAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var rows = new List<BaselineRow>();
        foreach (var scenario in Watched)
        {
            // The limit is measured anew beside each: what else happens on the machine meets both.
            if (await MeasureAsync(Watched[0], "copy", length, cancellationToken) is not { } copy || await MeasureAsync(scenario, "ours", length, cancellationToken) is not { } ours) return null;
            rows.Add(new BaselineRow(scenario, Math.Round(ours.UpdatesPerSecond / copy.UpdatesPerSecond, 3), Math.Round(ours.BytesPerUpdate)));
        }

        return rows;
    }

    private static async Task<Measurement?> MeasureAsync(string scenario, string system, TimeSpan length, CancellationToken cancellationToken)
    {
        var result = await Comparer.RunAsync(new CompareOptions(scenario, [system], length, null) { WithoutAside = true }, cancellationToken);
        return result.Failures.IsEmpty ? result.Outcomes.Single().Measured : null;
    }
}

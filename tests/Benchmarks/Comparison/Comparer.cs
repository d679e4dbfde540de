using Sync.Benchmarks.Load;
using Sync.Benchmarks.Reporting;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Comparison;

/// <summary>Runs every system in every scenario asked for, one after the other on one server. One that fails is noted, and the next is run.</summary>
internal static class Comparer
{
    /// <summary>What start, filling, warming and the checks of a slow peer may take, beyond what is measured.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<ComparisonResult> RunAsync(CompareOptions options, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync();
        Console.WriteLine("PostgreSQL, the same server and settings for every system: " + await server.SettingsAsync());
        foreach (var system in SystemList.All.Where(s => options.WantsSystem(s.Name))) Console.WriteLine($"  {system.Name,-8} {system.Summary}");
        using var allocations = options.Allocations ? new AllocationProfile() : null;
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        var failures = ImmutableArray.CreateBuilder<Failure>();
        foreach (var scenario in ScenarioList.All.Where(options.Wants))
        {
            Console.WriteLine($"{scenario.Name}: {scenario.Summary}");
            foreach (var system in scenario.Systems.Where(options.WantsSystem).Select(SystemList.Find).OfType<ISystem>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (outcome, failure) = await Guarded.RunAsync(
                    scenario.Name, system.Name, () => system.RunAsync(scenario, server, options.Length), Patience + (options.Length * 4), cancellationToken);
                if (outcome is not null) outcomes.Add(outcome);
                if (failure is not null)
                {
                    failures.Add(failure);
                    await server.DropAllAsync();
                }

                Console.WriteLine($"  {(outcome is not null ? Lines.Of(outcome) : Lines.Of(failure!))}");
                foreach (var (type, share) in allocations?.Top(25) ?? []) Console.WriteLine($"    {share,6:P1} {type}");
                allocations?.Clear();
                GC.Collect();
            }
        }

        Console.WriteLine();
        return new ComparisonResult(outcomes.ToImmutable(), failures.ToImmutable());
    }
}

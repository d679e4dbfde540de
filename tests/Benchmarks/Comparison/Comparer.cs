using Sync.Benchmarks.Load;
using Sync.Benchmarks.Reporting;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Comparison;

/// <summary>Runs every system in every scenario asked for, one after the other on one server.</summary>
internal static class Comparer
{
    public static async Task<IReadOnlyList<Outcome>> RunAsync(CompareOptions options, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync();
        Console.WriteLine("PostgreSQL, the same server and settings for every system: " + await server.SettingsAsync());
        foreach (var system in SystemList.All.Where(s => options.WantsSystem(s.Name))) Console.WriteLine($"  {system.Name,-8} {system.Summary}");
        using var allocations = options.Allocations ? new AllocationProfile() : null;
        var outcomes = new List<Outcome>();
        foreach (var scenario in ScenarioList.All.Where(options.Wants))
        {
            Console.WriteLine($"{scenario.Name}: {scenario.Summary}");
            foreach (var system in scenario.Systems.Where(options.WantsSystem).Select(SystemList.Find).OfType<ISystem>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var outcome = await system.RunAsync(scenario, server, options.Length);
                Console.WriteLine($"  {Lines.Of(outcome)}");
                outcomes.Add(outcome);
                foreach (var (type, share) in allocations?.Top(25) ?? []) Console.WriteLine($"    {share,6:P1} {type}");
                allocations?.Clear();
                GC.Collect();
            }
        }

        Console.WriteLine();
        return outcomes;
    }
}

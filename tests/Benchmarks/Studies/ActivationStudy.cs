using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>How fast positions come back after a restart: each is asked once.</summary>
internal static class ActivationStudy
{
    private const int Callers = 512;
    private const double TargetPerSecond = 8_000;

    public static async Task RunAsync(int positions)
    {
        await using var server = await BenchServer.StartAsync();
        var workload = new Workload(positions);
        var (subject, database) = await OursSubject.StartKeepingAsync(server, workload);
        await using (database)
        {
            await using (subject) await Preparation.OpenAsync(subject, workload);
            await using var host = await OursHost.StartAsync(database.Connection);
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            var started = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(workload.Positions, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (key, _) =>
            {
                if (await grains.GetGrain<IStockGrain>(key.ToString()).Get(null) is not { Version: 1 }) throw new WrongResultException($"{key} did not come back");
            });
            var perSecond = positions / Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine($"activation: {perSecond:N0} cold activations/s of {positions:N0} (at least {TargetPerSecond:N0})");
        }
    }
}

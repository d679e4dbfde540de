using System.Diagnostics;
using Sync.Drill.Cluster;
using Sync.Drill.Measures;

namespace Sync.Drill.Acts;

/// <summary>Breaks one thing at a time, mends it, and goes on.</summary>
internal sealed class Chaos(DrillOptions options, LocalCluster cluster, Recovery recovery, ActLog log)
{
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(3);

    /// <summary>Shorter than it takes to give a silo up.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);

    /// <summary>Longer than it takes to give a silo up.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(15);

    private readonly Random _random = new(options.Seed);

    public async Task RunAsync()
    {
        var plan = new ActPlan(options, new Random(options.Seed));
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(options.KillEvery);
        while ((IsTime(began) ? plan.Next() : plan.Missing(log)) is { } act)
        {
            await tick.WaitForNextTickAsync();
            await MendAsync();
            log.Add(act, await DoAsync(act, await VictimAsync()));
        }

        Console.WriteLine($"{log.Count("kill")} kills (at least {options.KillsAtLeast}), {log.Count("freeze")} freezes (at least {options.FreezesAtLeast}) in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");
    }

    private bool IsTime(long began) => Stopwatch.GetElapsedTime(began) + options.KillEvery < options.For;

    /// <summary>Mostly the silo with the most to lose: one that has just come back holds little.</summary>
    private async Task<string> VictimAsync()
    {
        var awake = await Activations.ReadAsync(cluster);
        return awake.Count == 0 || _random.Next(4) == 0 ? cluster.Silos.ElementAt(_random.Next(options.Silos)) : awake.MaxBy(a => a.Value.Awake).Key;
    }

    private Task<double> DoAsync(string act, string silo) => act switch
    {
        "kill" => UndisturbedAsync(silo, () => cluster.SignalAsync(silo, "KILL"), () => cluster.StartAsync(silo)),
        "freeze" => FreezeAsync(silo),
        "pause" => recovery.MeasureAsync(() => PauseAsync(silo), Nothing),
        "database-cut" => recovery.MeasureAsync(() => CutAsync(silo), Nothing),
        "database-restart" => recovery.MeasureAsync(() => cluster.RestartDatabaseAsync(_random.Next(2) == 0 ? "fast" : "immediate"), Nothing),
        _ => KillOtherAsync(),
    };

    private async Task<double> UndisturbedAsync(string silo, Func<Task> act, Func<Task> mend)
    {
        var before = await Activations.ReadAsync(cluster);
        return await recovery.MeasureAsync(act, async () =>
        {
            var after = await Activations.ReadAsync(cluster);
            log.Disturbed += after.Where(a => a.Key != silo && before.ContainsKey(a.Key)).Sum(a => a.Value.DisturbedSince(before[a.Key]));
            await mend();
        });
    }

    private Task<double> FreezeAsync(string silo)
    {
        long frozen = 0;
        return UndisturbedAsync(
            silo,
            () =>
            {
                frozen = Stopwatch.GetTimestamp();
                return cluster.SignalAsync(silo, "STOP");
            },
            async () =>
            {
                // Also where all keys were elsewhere: the others must have given it up.
                await Lasting.PassAsync(LongPause - Stopwatch.GetElapsedTime(frozen));
                await cluster.SignalAsync(silo, "CONT");
                if (!await cluster.EndedAsync(silo)) log.StuckSilos++;
                await cluster.StartAsync(silo);
            });
    }

    private async Task PauseAsync(string silo)
    {
        await cluster.SignalAsync(silo, "STOP");
        await Lasting.PassAsync(ShortPause);
        await cluster.SignalAsync(silo, "CONT");
    }

    private async Task CutAsync(string silo)
    {
        var ended = await Database.CutAsync(cluster, silo, CutFor);
        Console.WriteLine($"{silo} lost {ended} database connections in {CutFor.TotalSeconds} s");
    }

    private Task<double> KillOtherAsync()
    {
        var name = _random.Next(2) == 0 ? "adapters" : cluster.GatewayNames.First();
        return recovery.MeasureAsync(() => cluster.SignalAsync(name, "KILL"), () => cluster.StartAsync(name));
    }

    /// <summary>Nobody may end but by our hand.</summary>
    private async Task MendAsync()
    {
        foreach (var name in cluster.Processes.Where(p => !cluster.Runs(p)))
        {
            Console.WriteLine($"{name} has ended by itself");
            log.UnexpectedEnds++;
            await cluster.StartAsync(name);
        }
    }

    private static Task Nothing() => Task.CompletedTask;
}

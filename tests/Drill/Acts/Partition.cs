using System.Diagnostics;
using Sync.Drill.Cluster;
using Sync.Drill.Measures;

namespace Sync.Drill.Acts;

/// <summary>Cuts one silo from the network at a time: from the other silos alone, so that it still writes and is still asked, or from everything.
/// The others give it up and take its entities; healed, it has to see that and end.</summary>
internal sealed class Partition(DrillOptions options, LocalCluster cluster, Network network, Recovery recovery, ActLog log)
{
    /// <summary>Longer than it takes the others to give a silo up.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(14);

    private readonly Random _random = new(options.Seed);
    private int _victim;

    public async Task RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            // The one that has just come back holds little: another one is next.
            _victim = (_victim + _random.Next(1, options.Silos)) % options.Silos;
            var silo = cluster.Silos.ElementAt(_victim);
            if (log.Total % 2 == 0) log.Add("cut-from-silos", await recovery.MeasureAsync(() => network.PeersAsync(silo, reachable: false), () => HealAsync(silo, () => network.PeersAsync(silo, reachable: true))));
            else log.Add("cut-from-all", await recovery.MeasureAsync(() => network.LinkAsync(silo, up: false), () => HealAsync(silo, () => network.LinkAsync(silo, up: true))));
        }
        while (Stopwatch.GetElapsedTime(began) < options.For);
    }

    /// <summary>Long enough that the others have given it up, then heals.</summary>
    private async Task HealAsync(string silo, Func<Task> heal)
    {
        await Lasting.PassAsync(options.KillEvery < Shortest ? Shortest : options.KillEvery);
        await heal();
        Console.WriteLine($"  {silo} is joined again");
        var began = Stopwatch.GetTimestamp();
        if (!await cluster.EndedAsync(silo)) log.StuckSilos++;
        else Console.WriteLine($"  {silo} has ended by itself {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s later");
        await cluster.StartAsync(silo);
    }
}

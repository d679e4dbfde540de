using System.Diagnostics;

namespace Sync.Drill;

/// <summary>Kills and freezes silos, one at a time, and measures how long it takes until every key has answered again.</summary>
internal sealed class Chaos(DrillOptions options, LocalCluster cluster, IReadOnlyList<KeyBook> books)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Random _random = new(options.Seed);
    private int _victim = options.Seed % options.Silos;

    public int Kills { get; private set; }

    public int Freezes { get; private set; }

    public double MaxRecoverySeconds { get; private set; }

    public double MaxFreezeSeconds { get; private set; }

    public async Task RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(options.KillEvery);
        while (Stopwatch.GetElapsedTime(began) + options.KillEvery < options.For)
        {
            await tick.WaitForNextTickAsync();

            // A silo that has just come back holds nothing: another one is next.
            _victim = (_victim + _random.Next(1, options.Silos)) % options.Silos;
            var silo = $"silo-{_victim + 1}";

            // Every third is a freeze, so that short runs have both.
            if ((Kills + Freezes) % 3 == 1) await FreezeAsync(silo);
            else await KillAsync(silo);
        }
    }

    private async Task KillAsync(string silo)
    {
        await cluster.SignalAsync(silo, "KILL");
        MaxRecoverySeconds = Math.Max(MaxRecoverySeconds, await RecoveredAsync());
        Kills++;
        await cluster.StartAsync(silo);
    }

    private async Task FreezeAsync(string silo)
    {
        await cluster.SignalAsync(silo, "STOP");
        MaxFreezeSeconds = Math.Max(MaxFreezeSeconds, await RecoveredAsync());
        Freezes++;
        await cluster.SignalAsync(silo, "CONT");
        await cluster.EndedAsync(silo);
        await cluster.StartAsync(silo);
    }

    private async Task<double> RecoveredAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (books.Any(b => b.Answered < began) && Stopwatch.GetElapsedTime(began) < Limit) await look.WaitForNextTickAsync();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"  every key has answered again after {seconds:N1} s");
        return seconds;
    }
}

using System.Diagnostics;
using Sync.Drill.Cluster;

namespace Sync.Drill.Acts;

/// <summary>Stops one silo after the other in peace and starts it again, as an upgrade does.</summary>
internal sealed class RollingRestart(DrillOptions options, LocalCluster cluster, Recovery recovery, ActLog log)
{
    public async Task RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            foreach (var silo in cluster.Silos)
            {
                double drain = 0;
                log.Add("restart", await recovery.MeasureAsync(async () => drain = await StopAsync(silo), () => cluster.StartAsync(silo)));
                log.Add("drain", drain);
            }
        }
        while (Stopwatch.GetElapsedTime(began) < options.For);
    }

    private async Task<double> StopAsync(string silo)
    {
        var began = Stopwatch.GetTimestamp();
        await cluster.SignalAsync(silo, "TERM");
        if (!await cluster.EndedAsync(silo)) log.StuckSilos++;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"  {silo} has ended after {seconds:N1} s");
        return seconds;
    }
}

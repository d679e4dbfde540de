using System.Text.Json;
using Sync.Drill.Acts;
using Sync.Drill.Cluster;
using Sync.Drill.Load;
using Sync.Drill.Measures;

namespace Sync.Drill;

/// <summary>What an update costs each part of the cluster, while nothing is broken and nobody subscribes: one by one, and in batches.</summary>
internal static class CapacityRun
{
    private const int Callers = 6;
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The numbers, or a report that says why there are none.</summary>
    public static async Task<(string Json, bool IsMeasured)> TryRunAsync(DrillOptions options)
    {
        try
        {
            return (await RunAsync(options), true);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            return ((DrillReport.Of(options, new ActLog()) with { Failed = e.Message }).ToJson(), false);
        }
    }

    private static async Task<string> RunAsync(DrillOptions options)
    {
        await using var cluster = await LocalCluster.StartAsync(options, null);
        using var api = new Api(cluster.Addresses, cluster.Key);
        var books = Enumerable.Range(0, options.Keys).Select(i => new KeyBook($"P100/RM01/D{i}", i, options)).ToArray();
        var single = await MeasureAsync(options, cluster, stop => books.Select(b => b.RunAsync(api, stop)));
        var batch = await MeasureAsync(options, cluster, stop => Enumerable.Range(0, Callers).Select(i => new BatchLoad(api, i).RunAsync(stop)));
        cluster.Keep = options.Keep;
        return JsonSerializer.Serialize(new { options.Silos, single, batch }, Format);
    }

    private static async Task<CpuReport> MeasureAsync(DrillOptions options, LocalCluster cluster, Func<CancellationToken, IEnumerable<Task>> start)
    {
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll([.. start(stop.Token)]);
        await Lasting.PassAsync(options.For);
        var report = await CpuUse.DuringAsync(cluster, () => Lasting.PassAsync(options.Quiet), options.Quiet);
        await stop.CancelAsync();
        await load;
        return report;
    }
}

using Sync.Drill.Acts;
using Sync.Drill.Checks;
using Sync.Drill.Cluster;
using Sync.Drill.Load;
using Sync.Drill.Measures;

namespace Sync.Drill;

/// <summary>One drill from start to verdict.</summary>
internal static class DrillRun
{
    /// <summary>The report, also of a drill that cannot be made here or that failed itself.</summary>
    public static async Task<DrillReport> RunAsync(DrillOptions options)
    {
        var acts = new ActLog();
        try
        {
            if (options.Mode != DrillMode.Partition) return await RunAsync(options, null, acts);
            var (network, reason) = await Network.CreateAsync(options);
            if (network is null) return DrillReport.Of(options, acts) with { Skipped = $"there are no network namespaces here: {reason}" };
            await using (network) return await RunAsync(options, network, acts);
        }
        catch (Exception e)
        {
            // Whoever waits for the report gets one, with what was done until then.
            Console.Error.WriteLine(e);
            return DrillReport.Of(options, acts) with { Failed = e.Message };
        }
    }

    private static async Task<DrillReport> RunAsync(DrillOptions options, Network? network, ActLog acts)
    {
        await using var cluster = await LocalCluster.StartAsync(options, network);
        using var api = new Api(cluster.Addresses, cluster.Key);
        await using var sandbox = await WebhookSandbox.StartAsync(options.Seed, cluster.Host, Path.Combine(cluster.Folder, "webhooks.log"));
        sandbox.Secret = await api.SubscribeAsync("drill", sandbox.Url);
        var books = Enumerable.Range(0, options.Keys).Select(i => new KeyBook($"P100/RM01/D{i}", i, options)).ToArray();
        var files = new FileBook(cluster.DropFolder, options.Seed);
        var readers = Enumerable.Range(0, Reader.Count).Select(i => new Reader(api, books, i)).ToArray();
        var pace = new Pace(books);
        CpuReport cpu;
        AgainReport before;
        using (var stop = new CancellationTokenSource())
        {
            var load = Task.WhenAll([files.RunAsync(stop.Token), .. books.Select(b => b.RunAsync(api, stop.Token)), .. readers.Select(r => r.RunAsync(stop.Token))]);
            await Recovery.WaitAsync(books);
            await pace.InPhaseAsync(Phase.Before, options.Quiet);
            before = AgainReport.Of(books);
            var recovery = new Recovery(books, pace);
            await (options.Mode switch
            {
                DrillMode.Rolling => new RollingRestart(options, cluster, recovery, acts).RunAsync(),
                DrillMode.Partition => new Partition(options, cluster, network!, recovery, acts).RunAsync(),
                _ => new Chaos(options, cluster, recovery, acts).RunAsync(),
            });
            cpu = await CpuUse.DuringAsync(cluster, () => pace.InPhaseAsync(Phase.After, options.Quiet), options.Quiet);
            await stop.CancelAsync();
            await load;
        }

        var comparison = await Comparison.MakeAsync(api, books, await files.SettleAsync(), sandbox);
        var chain = await Verification.RunAsync(cluster);
        var report = Report(options, acts, comparison, chain, pace.Report(AgainReport.Of(books).Since(before), readers), files) with { Cpu = cpu };
        cluster.Keep = options.Keep || !report.IsGood;
        return report;
    }

    private static DrillReport Report(
        DrillOptions options, ActLog acts, Comparison found, ChainReport chain, LoadReport load, FileBook files) =>
        DrillReport.Of(options, acts) with
        {
            Acknowledged = found.Acknowledged,
            Lost = found.Lost,
            Doubled = found.Doubled,
            OutOfOrder = found.OutOfOrder,
            Refused = found.Refused,
            Load = load,
            Webhooks = found.Webhooks,
            Files = files.Report(),
            Chain = chain,
        };
}

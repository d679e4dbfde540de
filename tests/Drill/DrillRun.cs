namespace Sync.Drill;

/// <summary>One drill from start to verdict.</summary>
internal static class DrillRun
{
    public static async Task<DrillReport> RunAsync(DrillOptions options)
    {
        await using var cluster = await LocalCluster.StartAsync(options);
        using var api = new Api(cluster.Addresses, cluster.Key);
        var books = Enumerable.Range(0, options.Keys).Select(i => new KeyBook($"P100/RM01/D{i}", i, options.Seed + i)).ToArray();
        var chaos = new Chaos(options, cluster, books);
        using (var stop = new CancellationTokenSource())
        {
            var load = Task.WhenAll(books.Select(b => b.RunAsync(api, stop.Token)));
            await chaos.RunAsync();
            await stop.CancelAsync();
            await load;
        }

        var found = await Comparison.MakeAsync(api, books);
        return new DrillReport(
            options.Seed, found.Acknowledged, found.Lost, found.Doubled, found.OutOfOrder, found.Refused,
            chaos.Kills, chaos.Freezes, Math.Round(chaos.MaxRecoverySeconds, 1), Math.Round(chaos.MaxFreezeSeconds, 1));
    }
}

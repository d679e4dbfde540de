using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>A year of updates without an agreement on sequences, sent twice: what the second time does, costs and needs in memory.</summary>
internal static class YearStudy
{
    private const int PerCall = 500;
    private const int Callers = 8;

    public static async Task RunAsync(int positions, int updates)
    {
        await RunAsync("sqlite", null, positions, updates);
        await using var server = await BenchServer.StartAsync();
        await using var database = await server.CreateDatabaseAsync("year", BenchServer.Deployed);
        await RunAsync("postgres", database.Connection, positions, updates);
    }

    private static async Task RunAsync(string journal, string? connection, int positions, int updates)
    {
        await using var host = await OursHost.StartAsync(connection);
        var router = host.Services.GetRequiredService<IUpdateRouter>();
        await Masters.RegisterAsync(router, new Workload(positions));
        await SendAsync(router, Calls(positions, positions, opening: true), Applied); // What any running system needs is not the year's.
        var before = Resident();
        var first = await SendAsync(router, Calls(positions, updates, opening: false), Applied);
        var between = Resident();
        var second = await SendAsync(router, Calls(positions, updates, opening: false), Repeated);
        Console.WriteLine(
            $"year: {journal}: {updates:N0} updates of {positions:N0} positions ({updates / positions:N0} each), told by their message ids: {first:N0}/s the first time, "
            + $"{second:N0}/s sent again, every one a duplicate; resident {Mib(before)} MiB before, {Mib(between)} after the year, {Mib(Resident())} after it was sent again");
    }

    private static async Task<double> SendAsync(IUpdateRouter router, IEnumerable<ImmutableArray<Update>> calls, Action<Receipt> check)
    {
        var (started, sent) = (Stopwatch.GetTimestamp(), 0);
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (call, _) =>
        {
            var receipts = await router.SubmitAsync(call);
            while (receipts.Any(static r => r is Receipt.RetryLater)) receipts = await router.SubmitAsync(call);
            foreach (var receipt in receipts) check(receipt);
            Interlocked.Add(ref sent, call.Length);
        });
        return sent / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The same calls each time.</summary>
    private static IEnumerable<ImmutableArray<Update>> Calls(int positions, int updates, bool opening)
    {
        var (workload, random) = (new Workload(positions), new Random(365));
        var all = Enumerable.Range(0, positions).Select(workload.Open);
        if (opening) return all.Chunk(PerCall).Select(static chunk => chunk.ToImmutableArray());
        foreach (var _ in all)
        {
            // Takes their ids, as the opening did.
        }

        return Enumerable.Range(0, updates).Select(_ => workload.Next(random.Next(positions), random)).Chunk(PerCall).Select(static chunk => chunk.ToImmutableArray());
    }

    // Of a call that is sent again a part may be known.
    private static void Applied(Receipt receipt)
    {
        if (receipt is not (Receipt.Applied or Receipt.Duplicate)) throw new WrongResultException($"neither applied nor a duplicate: {receipt}");
    }

    private static void Repeated(Receipt receipt)
    {
        if (receipt is not Receipt.Duplicate) throw new WrongResultException($"it counted again: {receipt}");
    }

    private static long Resident()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet;
    }

    private static string Mib(long bytes) => (bytes / 1048576).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}

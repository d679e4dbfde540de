using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>What a process needs that knows many positions and has a tenth of them in memory. The positions are written by
/// several hosts, one after the other; a process of its own, with nothing of the load in it, then wakes its share.</summary>
internal static class KnownStudy
{
    /// <summary>Each host writes so many: a million awake at once would not be what is measured, and may not fit.</summary>
    private const int PerHost = 200_000;
    private const int PerCall = 250;
    private const int Callers = 8;
    private const int Plants = 4;
    private const int Attempts = 60;
    private const double TargetBytes = 2.0 * 1024 * 1024 * 1024;

    /// <summary>The command of the process that is measured.</summary>
    public const string ChildCommand = "known-awake";

    public static async Task<int> RunAsync(int known, int active)
    {
        await using var server = await BenchServer.StartAsync();
        await using var database = await server.CreateDatabaseAsync("known", BenchServer.Deployed);
        await WriteAsync(database, known);
        GC.Collect();
        using var child = Child.Start(isRead: false, ChildCommand, database.Connection, Child.Text(known), Child.Text(active));
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    /// <summary>In a process of its own: reads every plant once, wakes its share, and says what it needs.</summary>
    public static async Task RunAwakeAsync(string connection, int known, int active)
    {
        await using var host = await OursHost.StartAsync(connection);
        using var peak = new ResidentPeak();
        using var http = GatewayClient.Create(host);
        var began = Stopwatch.GetTimestamp();
        for (var plant = 0; plant < Plants; plant++) await ReadAsync(http, new Uri($"/v1/plants/{Workload.Key(plant, Plants).Plant}/stock?limit=1", UriKind.Relative));
        var read = Stopwatch.GetElapsedTime(began);
        var afterViews = Environment.WorkingSet;
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, active), new ParallelOptions { MaxDegreeOfParallelism = 512 }, async (n, _) =>
        {
            var key = Workload.Key((int)((long)n * known / active), Plants);
            if (await grains.GetGrain<IStockGrain>(key.ToString()).Get(null) is not { Version: 1 }) throw new WrongResultException($"{key} did not come back");
        });
        var perSecond = active / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var highest = peak.Highest;
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine($"known: {known:N0} positions known, {active:N0} active ({perSecond:N0} woke a second): {Mib(highest)} MiB resident at most (at most {Mib(TargetBytes)}), "
            + $"{Mib(Environment.WorkingSet)} settled; {Mib(afterViews)} when every plant had been read, which took {read.TotalSeconds:N0} s");
    }

    /// <summary>A plant of so many positions takes longer than one request when it is read for the first time: the caller asks again, as it is told to.</summary>
    private static async Task ReadAsync(HttpClient http, Uri plant)
    {
        using var again = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var attempt = 0; ; attempt++)
        {
            using var response = await http.GetAsync(plant);
            if (response.IsSuccessStatusCode) return;
            if (attempt == Attempts || response.StatusCode is not (System.Net.HttpStatusCode.GatewayTimeout or System.Net.HttpStatusCode.ServiceUnavailable))
                throw new WrongResultException($"{plant}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            await again.WaitForNextTickAsync();
        }
    }

    private static async Task WriteAsync(BenchDatabase database, int known)
    {
        var workload = new Workload(known, Plants);
        for (var from = 0; from < known; from += PerHost)
        {
            await using var host = await OursHost.StartAsync(database.Connection);
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            var router = host.Services.GetRequiredService<IUpdateRouter>();
            if (from == 0) await Masters.RegisterAsync(router, workload);
            var patience = new Patience(router.SubmitAsync);
            await Parallel.ForEachAsync(
                Enumerable.Range(from, Math.Min(PerHost, known - from)).Chunk(PerCall),
                new ParallelOptions { MaxDegreeOfParallelism = Callers },
                async (positions, _) => await patience.SubmitAsync([.. positions.Select(workload.Open)]));
            await new FeedWatch(grains).CatchUpAsync();
            Console.WriteLine($"known: {from + Math.Min(PerHost, known - from):N0} of {known:N0} written");
        }
    }

    private static string Mib(double bytes) => (bytes / 1048576).ToString("N0", CultureInfo.InvariantCulture);
}

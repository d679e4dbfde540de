using System.Diagnostics.Metrics;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>What an update waits for when updates come one by one at a fixed rate: the call as a whole, and the commit in it.</summary>
internal static class LatencyStudy
{
    private const double TargetP50 = 2;
    private const double TargetP99 = 10;

    public static async Task RunAsync(int perSecond, TimeSpan length)
    {
        await using var server = await BenchServer.StartAsync();
        var workload = new Workload();
        await using var database = await server.CreateDatabaseAsync("latency", BenchServer.Deployed);
        await using var subject = await OursSubject.StartAsync(database, workload);
        await Preparation.OpenAsync(subject, workload);
        var law = KeyLaw.Uniform(workload.Keys.Length);
        await WarmUp.RunAsync(time => PacedLoad.RunAsync(subject, workload, CallShape.Single, law, perSecond, time, seed: 1));
        await DiskCache.WriteAsync();
        using var commits = new CommitTimes();
        var measured = await PacedLoad.RunAsync(subject, workload, CallShape.Single, law, perSecond, length, seed: 2);
        Console.WriteLine(
            $"latency: {measured.UpdatesPerSecond:N0} offered a second: p50 {measured.P50Ms:N2} ms (at most {TargetP50}), p99 {measured.P99Ms:N2} ms (at most {TargetP99}); "
            + $"{measured.CpuMicroseconds:N1} us and {measured.BytesPerUpdate:N0} B an update; collections {measured.Collections.Young}/{measured.Collections.Middle}/{measured.Collections.Old}, {measured.Paused:P1} paused");
        Console.WriteLine(commits.Summary());
        var young = GC.GetGCMemoryInfo(GCKind.Ephemeral);
        Console.WriteLine($"  newest young collection: {young.PauseDurations[0].TotalMilliseconds:N1} ms of pause, {young.PromotedBytes / 1e6:N1} MB promoted of {young.GenerationInfo[0].SizeBeforeBytes / 1e6:N0} MB");
    }

    /// <summary>Listens to what the journal says of its commits. Thread-safe.</summary>
    private sealed class CommitTimes : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Latencies _times = new();
        private readonly MeterListener _listener = new();
        private long _records;

        public CommitTimes()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "orleanssync.journal.commit.duration" or "orleanssync.journal.commit.records") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
            {
                lock (_gate) _times.Add(TimeSpan.FromSeconds(seconds));
            });
            _listener.SetMeasurementEventCallback<int>((_, records, _, _) => Interlocked.Add(ref _records, records));
            _listener.Start();
        }

        public string Summary()
        {
            lock (_gate)
            {
                var all = Latencies.Join([_times]);
                return $"  commits: {all.Count:N0} of {(double)Interlocked.Read(ref _records) / Math.Max(1, all.Count):N1} records; p50 {all.Percentile(0.5):N2} ms, p90 {all.Percentile(0.9):N2} ms, p99 {all.Percentile(0.99):N2} ms";
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}

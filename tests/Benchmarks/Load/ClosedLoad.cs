using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>So many callers, each with one call in flight: the most that a system takes.</summary>
internal static class ClosedLoad
{
    public static async Task<Measurement> RunAsync(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int callers, TimeSpan length, int seed)
    {
        var meter = new ProcessMeter();
        var started = Stopwatch.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random((seed * 10_000) + caller);
            var latencies = new Latencies();
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var updates = shape.Make(workload, law, random);
                var sent = Stopwatch.GetTimestamp();
                await SubmitAsync(subject, updates);
                latencies.Add(Stopwatch.GetElapsedTime(sent));
            }

            return latencies;
        })));
        var joined = Latencies.Join(parts);
        return meter.Read((long)joined.Count * shape.Updates, joined);
    }

    /// <summary>Submits what is new to the system: every update must be applied.</summary>
    public static async Task SubmitAsync(ISubject subject, ImmutableArray<Update> updates)
    {
        var applied = await subject.SubmitAsync(updates);
        if (applied != updates.Length) throw new WrongResultException($"{subject.Name} applied {applied} of {updates.Length} new updates");
    }
}

using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>Calls offered at a fixed rate, whether or not the system has answered the earlier ones: the time that a caller sees
/// counts from the instant the call was due.</summary>
/// <remarks>A thread of its own keeps the time. The timers of the runtime count by the kernel's coarse clock, which moves every 4 ms on many machines: calls that
/// it starts are 2 ms late before any system has seen them.</remarks>
internal static class PacedLoad
{
    private const int TickMilliseconds = 1;

    public static async Task<Measurement> RunAsync(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int perSecond, TimeSpan length, int seed)
    {
        var meter = new ProcessMeter();
        var calls = await Task.Factory.StartNew(
            () => Offer(subject, workload, shape, law, perSecond, length, new Random(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var latencies = new Latencies();
        foreach (var elapsed in await Task.WhenAll(calls)) latencies.Add(elapsed);
        return meter.Read((long)calls.Count * shape.Updates, Latencies.Join([latencies]));
    }

    private static List<Task<TimeSpan>> Offer(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int perSecond, TimeSpan length, Random random)
    {
        var calls = new List<Task<TimeSpan>>((int)(perSecond * length.TotalSeconds) + 1);
        using var tick = new ManualResetEvent(false); // Never set: a wait of its own is precise.
        var started = Stopwatch.GetTimestamp();
        for (var elapsed = TimeSpan.Zero; elapsed < length; elapsed = Stopwatch.GetElapsedTime(started))
        {
            for (var due = (int)(elapsed.TotalSeconds * perSecond); calls.Count < due;)
            {
                var at = started + (long)(calls.Count / (double)perSecond * Stopwatch.Frequency);
                calls.Add(CallAsync(subject, shape.Make(workload, law, random), at));
            }

            tick.WaitOne(TickMilliseconds);
        }

        return calls;
    }

    private static async Task<TimeSpan> CallAsync(ISubject subject, ImmutableArray<Update> updates, long due)
    {
        await Task.Yield();
        await ClosedLoad.SubmitAsync(subject, updates);
        return Stopwatch.GetElapsedTime(due);
    }
}

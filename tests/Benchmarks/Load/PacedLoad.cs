using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>Calls offered at a fixed rate, whether or not the system has answered the earlier ones: the time that a caller sees
/// counts from the instant the call was due.</summary>
/// <remarks>A thread of its own keeps the time and makes each call at its instant, as far as the call goes without waiting.</remarks>
internal static class PacedLoad
{
    public static async Task<Measurement> RunAsync(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int perSecond, TimeSpan length, int seed)
    {
        var meter = new ProcessMeter();
        var answers = new Answers((int)(perSecond * length.TotalSeconds));
        await Task.Factory.StartNew(
            () => Offer(subject, workload, shape, law, perSecond, answers, new Random(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var latencies = await answers.AllAsync();
        return meter.Read((long)latencies.Count * shape.Updates, Latencies.Join([latencies]));
    }

    private static void Offer(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int perSecond, Answers answers, Random random)
    {
        var started = Stopwatch.GetTimestamp();
        for (var call = 0; call < answers.Count; call++)
        {
            var due = started + (long)(call / (double)perSecond * Stopwatch.Frequency);
            Pace.Until(due);
            _ = CallAsync(subject, shape.Make(workload, law, random), due, answers);
        }
    }

    private static async Task CallAsync(ISubject subject, ImmutableArray<Update> updates, long due, Answers answers)
    {
        try
        {
            await ClosedLoad.SubmitAsync(subject, updates);
            answers.Add(Stopwatch.GetElapsedTime(due));
        }
        catch (Exception e)
        {
            answers.Fail(e);
        }
    }

    /// <summary>Counts the answers. Nothing of a call outlives it: a caller that kept its calls would make every collection longer. Thread-safe.</summary>
    private sealed class Answers(int count)
    {
        private readonly Lock _gate = new();
        private readonly Latencies _latencies = new(count);
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count => count;

        public void Add(TimeSpan elapsed)
        {
            lock (_gate)
            {
                _latencies.Add(elapsed);
                if (_latencies.Count == count) _all.TrySetResult();
            }
        }

        public void Fail(Exception cause) => _all.TrySetException(cause);

        public async Task<Latencies> AllAsync()
        {
            await _all.Task;
            return _latencies;
        }
    }
}

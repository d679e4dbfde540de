using System.Diagnostics;

namespace Sync.Benchmarks.Load;

/// <summary>Calls offered at a fixed rate, whether or not the system has answered the earlier ones: the time that a caller sees
/// counts from the instant the call was due.</summary>
internal static class PacedLoad
{
    public static async Task<Measurement> RunAsync(ISubject subject, Workload workload, CallShape shape, KeyLaw law, int perSecond, TimeSpan length, int seed)
    {
        var meter = new ProcessMeter();
        var answers = new Answers((int)(perSecond * length.TotalSeconds));
        var random = new Random(seed);
        await Pace.CallAsync(answers.Count, perSecond, due => _ = CallAsync(subject, shape.Make(workload, law, random), due, answers));
        var latencies = await answers.AllAsync();
        return meter.Read((long)latencies.Count * shape.Updates, Latencies.Join([latencies]));
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

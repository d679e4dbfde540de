using System.Diagnostics;
using Sync.Drill.Load;

namespace Sync.Drill.Measures;

/// <summary>What the cluster is in while updates are counted.</summary>
internal enum Phase
{
    Before,
    During,
    After,
}

/// <summary>How many updates were acknowledged in each phase. One phase at a time.</summary>
internal sealed class Pace(IReadOnlyList<KeyBook> books)
{
    private readonly Dictionary<Phase, (int Updates, TimeSpan Time)> _phases = [];

    public async Task InPhaseAsync(Phase phase, Func<Task> work)
    {
        var (updates, began) = (Updates(), Stopwatch.GetTimestamp());
        await work();
        var known = _phases.GetValueOrDefault(phase);
        _phases[phase] = (known.Updates + Updates() - updates, known.Time + Stopwatch.GetElapsedTime(began));
    }

    public Task InPhaseAsync(Phase phase, TimeSpan time) => InPhaseAsync(phase, () => Lasting.PassAsync(time));

    public LoadReport Report(AgainReport again, IReadOnlyList<Reader> readers)
    {
        var times = readers.SelectMany(r => r.Milliseconds).Order().ToArray();
        return new LoadReport(
            PerSecond(Phase.Before), PerSecond(Phase.During), PerSecond(Phase.After), again, times.Length, readers.Sum(r => r.Failed), At(times, 0.5), At(times, 0.99), At(times, 1));
    }

    public double PerSecond(Phase phase) => _phases.TryGetValue(phase, out var p) ? Math.Round(p.Updates / p.Time.TotalSeconds, 1) : 0;

    private int Updates() => books.Sum(b => b.Count);

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[(int)((sorted.Length - 1) * share)], 1);
}

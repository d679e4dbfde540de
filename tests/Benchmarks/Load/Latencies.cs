namespace Sync.Benchmarks.Load;

/// <summary>Times of calls, each kept as it was. Not thread-safe: one a caller, joined at the end.</summary>
/// <param name="expected">How many there will be, if that is known.</param>
internal sealed class Latencies(int expected = 0)
{
    private readonly List<long> _ticks = new(expected);

    public int Count => _ticks.Count;

    public void Add(TimeSpan elapsed) => _ticks.Add(elapsed.Ticks);

    public static Latencies Join(IEnumerable<Latencies> parts)
    {
        var all = new Latencies();
        foreach (var part in parts) all._ticks.AddRange(part._ticks);
        all._ticks.Sort();
        return all;
    }

    /// <summary>The time that this share of the calls did not exceed, in milliseconds. Only on a joined list.</summary>
    public double Percentile(double share)
    {
        if (_ticks.Count == 0) return 0;
        var place = (int)Math.Ceiling(share * _ticks.Count) - 1;
        return TimeSpan.FromTicks(_ticks[Math.Clamp(place, 0, _ticks.Count - 1)]).TotalMilliseconds;
    }
}

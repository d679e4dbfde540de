using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Sync.Grains.Telemetry;

/// <summary>The values of one gauge by a tag, set as a whole. Names beyond the limit are told together as <c>other</c>: whoever makes names
/// cannot make series without bound. Thread-safe.</summary>
/// <param name="tag">The tag.</param>
/// <param name="limit">How many names have a series of their own.</param>
/// <param name="join">How the others become one value.</param>
internal sealed class GaugeSet(string tag, int limit, Func<double, double, double> join)
{
    public const string Other = "other";
    private volatile Measurement<double>[] _values = [];

    /// <summary>What is told now.</summary>
    public IEnumerable<Measurement<double>> Values => _values;

    /// <summary>Replaces every value. Where there are too many names the greatest values keep theirs.</summary>
    public void Set(IEnumerable<KeyValuePair<string, double>> values)
    {
        var all = values.OrderByDescending(static v => v.Value).ThenBy(static v => v.Key, StringComparer.Ordinal).ToImmutableArray();
        var named = all.Take(limit).Select(v => Measured(v.Key, v.Value));
        _values = all.Length <= limit ? [.. named] : [.. named, Measured(Other, all.Skip(limit).Select(static v => v.Value).Aggregate(join))];
    }

    /// <summary>Another silo tells them from now on, or nobody.</summary>
    public void Clear() => _values = [];

    private Measurement<double> Measured(string name, double value) => new(value, new KeyValuePair<string, object?>(tag, name));
}

using System.Diagnostics.Metrics;

namespace Sync.Grains.Telemetry;

/// <summary>What stands open, waits or is behind, as gauges: told by the one silo that measures it. Thread-safe.</summary>
internal static class StandingInstruments
{
    private static readonly Meter Meter = new("OrleansSync");

    /// <summary>Cases that are not resolved, by status.</summary>
    public static GaugeSet Cases { get; } = Gauge("orleanssync.cases.open", "{case}", "Cases that are not resolved, by status; 1,000 at most.", new GaugeSet("status", 8, static (a, b) => a + b));

    /// <summary>Updates that are held now, by plant.</summary>
    public static GaugeSet Held { get; } = Gauge("orleanssync.stock.held", "{update}", "Updates that are held now, by plant.", new GaugeSet("plant", 100, static (a, b) => a + b));

    /// <summary>The age of the oldest change that is not confirmed, by subscription.</summary>
    public static GaugeSet Lag { get; } = Gauge("orleanssync.subscription.lag", "s", "Age of the oldest change that is not confirmed, by subscription.", new GaugeSet("subscription", 100, Math.Max));

    /// <summary>Keys that wait for an operator, by subscription.</summary>
    public static GaugeSet Parked { get; } = Gauge("orleanssync.subscription.parked", "{key}", "Keys whose delivery was refused, by subscription.", new GaugeSet("subscription", 100, static (a, b) => a + b));

    public static void Clear()
    {
        foreach (var gauge in new[] { Cases, Held, Lag, Parked }) gauge.Clear();
    }

    private static GaugeSet Gauge(string name, string unit, string description, GaugeSet set)
    {
        Meter.CreateObservableGauge(name, () => set.Values, unit, description);
        return set;
    }
}

using System.Diagnostics.Metrics;

namespace Sync.Grains.Telemetry;

/// <summary>What the feed tells of itself. Thread-safe.</summary>
internal static class FeedInstruments
{
    private static readonly Meter Meter = new("OrleansSync");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "orleanssync.feed.lag", "s", "Time from the decision on a record to the end of the flows that it started.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600] });

    /// <summary>A lane is done with a page; its oldest record has waited longest.</summary>
    public static void OnDone(TimeSpan lag) => Lag.Record(Math.Max(0, lag.TotalSeconds));
}

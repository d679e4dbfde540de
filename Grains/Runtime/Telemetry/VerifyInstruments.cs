using System.Diagnostics.Metrics;

namespace Sync.Grains.Telemetry;

/// <summary>What the verifier tells of itself. Thread-safe.</summary>
internal static class VerifyInstruments
{
    private static readonly Meter Meter = new("OrleansSync");

    private static readonly Counter<long> Entities = Meter.CreateCounter<long>("orleanssync.verify.entities", "{entity}", "Entities that were verified.");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>("orleanssync.verify.records", "{record}", "Records that were verified.");

    private static readonly Counter<long> Findings = Meter.CreateCounter<long>("orleanssync.verify.findings", "{finding}", "Entities with a record that does not fit.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("orleanssync.verify.failures", "{entity}", "Entities that could not be read.");

    private static readonly Histogram<double> Passes = Meter.CreateHistogram(
        "orleanssync.verify.pass", "s", "Duration of a walk over every entity.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10, 60, 600, 3600, 14_400, 86_400] });

    public static void OnVerified(int records, bool found)
    {
        Entities.Add(1);
        Records.Add(records);
        if (found) Findings.Add(1);
    }

    public static void OnFailed() => Failures.Add(1);

    public static void OnPass(TimeSpan duration) => Passes.Record(duration.TotalSeconds);
}

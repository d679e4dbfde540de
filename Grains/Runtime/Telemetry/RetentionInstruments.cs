using System.Diagnostics.Metrics;

namespace Sync.Grains.Telemetry;

/// <summary>What retention tells of itself. Thread-safe.</summary>
internal static class RetentionInstruments
{
    private static readonly Meter Meter = new("OrleansSync");

    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("orleanssync.retention.records", "{record}", "Records that left the journal for the archive.");

    public static void OnDropped(int records)
    {
        if (records > 0) Dropped.Add(records);
    }
}

using System.Diagnostics.Metrics;
using Sync.Contracts;

namespace Sync.Grains.Telemetry;

/// <summary>What the inbox tells of itself. Thread-safe.</summary>
internal static class InboxInstruments
{
    private static readonly Meter Meter = new("OrleansSync");

    private static readonly Counter<long> Published = Meter.CreateCounter<long>("orleanssync.inbox.published", "{message}", "Messages that adapters published and that are durable.");

    private static readonly Counter<long> Decided = Meter.CreateCounter<long>("orleanssync.inbox.decided", "{message}", "Messages that were taken, by what became of them.");

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>("orleanssync.inbox.delay", "s", "From durable to taken.");

    private static readonly Counter<long> Swept = Meter.CreateCounter<long>(
        "orleanssync.inbox.swept", "{stream}", "Streams that had something waiting, or pending for long, and were woken by the sweep.");

    public static void OnSwept(int streams)
    {
        if (streams > 0) Swept.Add(streams);
    }

    public static void OnPublished(int messages)
    {
        if (messages > 0) Published.Add(messages);
    }

    public static void OnDecided(InboxState state, TimeSpan delay)
    {
        Decided.Add(1, new KeyValuePair<string, object?>("orleanssync.state", state.ToString()));
        Delay.Record(Math.Max(0, delay.TotalSeconds));
    }
}

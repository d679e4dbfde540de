using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sync.Adapters;

/// <summary>Telemetry of webhook deliveries. Thread-safe.</summary>
internal sealed class WebhookInstruments
{
    public const string Name = "OrleansSync";
    private static readonly ActivitySource Source = new(Name);
    private readonly Histogram<double> _duration;

    public WebhookInstruments(IMeterFactory meters) => _duration = meters.Create(Name).CreateHistogram(
        "orleanssync.delivery.duration",
        unit: "s",
        description: "Time of one delivery with its fast retries, by outcome.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30, 60] });

    /// <summary>A span inside the trace of the update that made the change; null when nobody listens.</summary>
    public static Activity? StartDelivery(JournalRecord change)
    {
        var known = ActivityContext.TryParse(change.TraceParent, null, isRemote: true, out var parent);
        var activity = Source.StartActivity("deliver webhook", ActivityKind.Producer, known ? parent : default);
        activity?.SetTag("orleanssync.change", change.ChangeId);
        return activity;
    }

    public void OnDelivered(TimeSpan elapsed, DeliveryOutcome outcome) =>
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));

    private static string NameOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Confirmed => "confirmed",
        DeliveryOutcome.Refused => "refused",
        DeliveryOutcome.Gone => "gone",
        _ => "failed",
    };
}

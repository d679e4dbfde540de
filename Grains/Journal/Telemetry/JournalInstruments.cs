using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sync.Journal.Writing;

namespace Sync.Journal.Telemetry;

/// <summary>What the journal tells about itself. Meter and activity source are both named <c>OrleansSync</c>.</summary>
internal sealed class JournalInstruments
{
    public const string SourceName = "OrleansSync";
    private const int MaxLinks = 128;
    private static readonly ActivitySource Source = new(SourceName);
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _records;
    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?> _storage;

    public JournalInstruments(IMeterFactory meters, string storage)
    {
        _storage = new("storage", storage);
        _meter = meters.Create(SourceName);
        _duration = _meter.CreateHistogram(
            "orleanssync.journal.commit.duration",
            "s",
            "Time from sending a batch to knowing its outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
        _records = _meter.CreateHistogram(
            "orleanssync.journal.commit.records",
            "{record}",
            "Records in one batch.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] });
    }

    /// <summary>Shows how many records wait.</summary>
    public void ObserveQueue(Func<int> waiting) => _meter.CreateObservableGauge(
        "orleanssync.journal.queue.length",
        () => new Measurement<int>(waiting(), _storage),
        "{record}",
        "Records that wait for their commit.");

    /// <summary>Begins the span of a commit, linked to the traces of the records in it. Costs nothing when nobody listens.</summary>
    public Activity? StartCommit(List<CommitGroup> groups, int records)
    {
        if (!Source.HasListeners()) return null;
        var activity = Source.StartActivity("commit journal", ActivityKind.Client, default(ActivityContext), links: Links(groups));
        activity?.SetTag("db.system.name", _storage.Value);
        activity?.SetTag("orleanssync.journal.records", records);
        return activity;
    }

    public void OnCommitted(TimeSpan duration, int records, string outcome)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome);
        _duration.Record(duration.TotalSeconds, _storage, tag);
        _records.Record(records, _storage, tag);
    }

    private static List<ActivityLink> Links(List<CommitGroup> groups) => groups
        .SelectMany(static group => group.Records)
        .Select(static record => record.TraceParent)
        .Where(static trace => trace is not null)
        .Distinct()
        .Take(MaxLinks)
        .Select(static trace => ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : default)
        .Where(static context => context != default)
        .Select(static context => new ActivityLink(context))
        .ToList();
}

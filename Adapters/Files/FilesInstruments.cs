using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sync.Adapters;

/// <summary>Telemetry of drop folders. Thread-safe.</summary>
internal sealed class FilesInstruments
{
    public const string Name = "OrleansSync";
    private static readonly ActivitySource Source = new(Name);
    private readonly Counter<long> _files;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _duration;

    public FilesInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _files = meter.CreateCounter<long>("orleanssync.files.files", "{file}", "Files that were finished, by adapter and outcome: done, failed, postponed.");
        _rows = meter.CreateCounter<long>("orleanssync.files.rows", "{row}", "Rows of files, by adapter and verdict.");
        _retries = meter.CreateCounter<long>("orleanssync.files.retries", "{update}", "Rows that could not be taken at once and were submitted again, by adapter.");
        _duration = meter.CreateHistogram("orleanssync.files.duration", "s", "Time of one file from its taking to its report.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800] });
    }

    public static Activity? StartFile(string adapter, string file)
    {
        var activity = Source.StartActivity("import file", ActivityKind.Consumer);
        activity?.SetTag("orleanssync.adapter", adapter).SetTag("orleanssync.file", file);
        return activity;
    }

    public static Activity? StartRow(ActivityContext file, long line)
    {
        var activity = Source.StartActivity("take row", ActivityKind.Producer, file);
        activity?.SetTag("orleanssync.line", line);
        return activity;
    }

    public void OnRow(string adapter, string verdict) => _rows.Add(1, new("adapter", adapter), new("verdict", verdict));

    public void OnRetry(string adapter, int rows) => _retries.Add(rows, new KeyValuePair<string, object?>("adapter", adapter));

    public void OnFile(string adapter, string outcome, TimeSpan elapsed)
    {
        _files.Add(1, new("adapter", adapter), new("outcome", outcome));
        _duration.Record(elapsed.TotalSeconds, new("adapter", adapter), new("outcome", outcome));
    }
}

using System.Diagnostics.Metrics;
using Sync.Gateway.Telemetry;

namespace Sync.Gateway.Live;

/// <summary>What live stock measures. Thread-safe.</summary>
internal sealed class LiveInstruments
{
    private readonly UpDownCounter<long> _clients;
    private readonly Counter<long> _merged;
    private readonly Histogram<double> _lag;

    public LiveInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayInstruments.MeterName);
        _clients = meter.CreateUpDownCounter<long>("orleanssync.live.clients", "{client}", "Who watches a plant now.");
        _merged = meter.CreateCounter<long>("orleanssync.live.merged", "{change}", "Changes that slow clients were not told one by one.");
        _lag = meter.CreateHistogram(
            "orleanssync.live.lag", "s", "Time from the commit of a change to the gateway that has it for its clients: the oldest change of each answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] });
    }

    public void OnCame() => _clients.Add(1);

    public void OnLeft() => _clients.Add(-1);

    public void OnMerged(int changes) => _merged.Add(changes);

    public void OnRead(TimeSpan lag) => _lag.Record(Math.Max(0, lag.TotalSeconds));
}

using System.Diagnostics.Metrics;

namespace Sync.Gateway.Telemetry;

/// <summary>What the gateway measures. Thread-safe.</summary>
internal sealed class GatewayInstruments
{
    public const string MeterName = "OrleansSync";

    private const string Verdict = "verdict";
    private readonly Counter<long> _receipts;
    private readonly Histogram<long> _size;
    private readonly Histogram<int> _updates;

    public GatewayInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _receipts = meter.CreateCounter<long>("orleanssync.gateway.receipts", "{update}", "Receipts given, by verdict.");
        _size = meter.CreateHistogram<long>("orleanssync.gateway.request.size", "By", "Size of the bodies that carried updates.");
        _updates = meter.CreateHistogram<int>("orleanssync.gateway.request.updates", "{update}", "Updates in one call.");
    }

    public void OnReceipt(Receipt receipt) => _receipts.Add(1, new KeyValuePair<string, object?>(Verdict, receipt.Verdict));

    public void OnCall(int updates, long? bytes)
    {
        _updates.Record(updates);
        if (bytes is { } size) _size.Record(size);
    }
}

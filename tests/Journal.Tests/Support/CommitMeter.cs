using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Sync.Journal.Tests.Support;

/// <summary>Listens to what one journal measures.</summary>
public sealed class CommitMeter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, string Unit, Dictionary<string, object?> Tags)> _seen = [];

    public CommitMeter(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name.StartsWith("orleanssync.journal.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(string Name, double Value, string Unit, Dictionary<string, object?> Tags)> Seen
    {
        get
        {
            lock (_gate) return [.. _seen];
        }
    }

    public void Observe() => _listener.RecordObservableInstruments();

    public double Mean(string name) => Seen.Where(m => m.Name == name).Select(static m => m.Value).DefaultIfEmpty().Average();

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = tags.ToArray().ToDictionary();
        lock (_gate) _seen.Add((instrument.Name, value, instrument.Unit ?? "", copy));
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sync.Silo.Tls;

/// <summary>What is measured about certificates between the processes. Thread-safe.</summary>
internal sealed class TlsInstruments
{
    private readonly Counter<long> _handshakes;

    public TlsInstruments(IMeterFactory meters, TlsFiles files, TimeProvider clock)
    {
        var meter = meters.Create("OrleansSync");
        _handshakes = meter.CreateCounter<long>("orleanssync.tls.handshakes", "{handshake}", "Connections between processes, by direction and result");
        meter.CreateObservableGauge("orleanssync.tls.expires_in", () => (files.Current.Certificate.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalSeconds, "s", "How long the certificate that new connections use is still valid");
    }

    public void OnHandshake(string direction, string result) => _handshakes.Add(1, new TagList { { "direction", direction }, { "result", result } });
}

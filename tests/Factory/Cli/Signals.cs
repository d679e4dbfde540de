using System.Runtime.InteropServices;

namespace Sync.Factory.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks to stop and report. The same one again ends at once; the other one does not, because a Ctrl-C on a
/// terminal reaches the system too, which then passes a SIGTERM on.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly HashSet<PosixSignal> _seen = [];
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    public CancellationToken Stop => _stop.Token;

    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        bool again;
        lock (_gate) again = !_seen.Add(context.Signal);
        (again ? _abort : _stop).Cancel();
    }
}

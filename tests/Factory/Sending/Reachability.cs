namespace Sync.Factory.Sending;

/// <summary>Notices when the system is gone for good: no answer at all for longer than the grace period. Thread-safe.</summary>
internal sealed class Reachability(TimeProvider clock, TimeSpan grace) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private long _lastAnswer = clock.GetTimestamp();

    /// <summary>Cancelled when the system has not answered for longer than the grace period.</summary>
    public CancellationToken Lost => _lost.Token;

    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _lastAnswer));

    public void OnAnswer() => Volatile.Write(ref _lastAnswer, clock.GetTimestamp());

    public void OnSilence()
    {
        if (Silence > grace) _lost.Cancel();
    }

    public void Dispose() => _lost.Dispose();
}

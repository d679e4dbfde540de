namespace Sync.Journal.Writing;

/// <summary>Tells whoever waits that something was committed, here or in another process. Thread-safe.</summary>
internal sealed class CommitSignal(TimeProvider time)
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource _own = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when this process has committed.</summary>
    public Task NextOwn => Volatile.Read(ref _own).Task;

    /// <summary>This process has committed.</summary>
    public void Announce()
    {
        Next(ref _own);
        Next(ref _next);
    }

    /// <summary>Another process has committed.</summary>
    public void AnnounceFromElsewhere() => Next(ref _next);

    /// <summary>Completes at the next announcement after this call, or after the time-out.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var next = Volatile.Read(ref _next).Task;
        await next.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void Next(ref TaskCompletionSource signal) =>
        Interlocked.Exchange(ref signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

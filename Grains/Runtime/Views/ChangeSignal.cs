namespace Sync.Grains.Views;

/// <summary>Wakes whoever waits for the next change. Used on one scheduler.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _next;

    public void Set()
    {
        _next?.TrySetResult();
        _next = null;
    }

    /// <summary>Completes with the next change, when the time is over, or when it is stopped; never fails.</summary>
    public Task WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken stopped) => WaitAsync((_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task, wait, clock, stopped);

    private static async Task WaitAsync(Task moved, TimeSpan wait, TimeProvider clock, CancellationToken stopped) =>
        await moved.WaitAsync(wait, clock, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}

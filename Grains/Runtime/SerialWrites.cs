namespace Sync.Grains;

/// <summary>One write at a time, also where calls interleave: whoever asks while one is under way gets the next, which takes everything that has
/// changed up to its start. Used on one scheduler.</summary>
internal sealed class SerialWrites(Func<Task> write)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Completes when a write that began after this call has ended.</summary>
    public Task SaveAsync()
    {
        if (_next is not null) return _next;
        return _running.IsCompleted ? _running = write() : _next = AfterAsync(_running);
    }

    private async Task AfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _next = null;
        await (_running = write());
    }
}

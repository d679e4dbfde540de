using Microsoft.Extensions.Hosting;

namespace Sync.Journal.Hosting;

/// <summary>Opens the journal before any other hosted service starts, and closes it after every other has stopped:
/// grains append while they deactivate.</summary>
internal sealed class JournalHost(JournalEngine engine) : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private Task? _start;
    private Task? _stop;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _start ??= engine.StartAsync(cancellationToken);
    }

    // A host that does not know the wider lifecycle calls only these two.
    public Task StartAsync(CancellationToken cancellationToken) => StartingAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _stop ??= engine.StopAsync();
    }

    public ValueTask DisposeAsync() => new(StoppedAsync(CancellationToken.None));

    // For a container that is disposed the old way. Nothing of the journal needs the thread that waits here.
    public void Dispose() => StoppedAsync(CancellationToken.None).GetAwaiter().GetResult();
}

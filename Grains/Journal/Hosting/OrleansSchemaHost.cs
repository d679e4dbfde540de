using Microsoft.Extensions.Hosting;

namespace Sync.Journal.Hosting;

/// <summary>Applies Orleans' scripts before the silo starts.</summary>
internal sealed class OrleansSchemaHost(string storage, string connection, string schema) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private Task? _start;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _start ??= OrleansSchema.EnsureAsync(storage, connection, schema, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => StartingAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

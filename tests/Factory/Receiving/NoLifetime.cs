using Microsoft.Extensions.Hosting;

namespace Sync.Factory.Receiving;

/// <summary>A host that does not listen to signals.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

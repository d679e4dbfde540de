using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.Noop;

/// <summary>The limit of the engine: a call for each position, nothing decided, nothing kept.</summary>
internal sealed class NoopSubject(IHost host) : ISubject
{
    private readonly IGrainFactory _grains = host.Services.GetRequiredService<IGrainFactory>();

    public string Name => "noop";

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload) => new NoopSubject(await BareSilo.StartAsync());

    public Task<int> SubmitAsync(ImmutableArray<Update> updates) => BareSilo.SpreadAsync(updates, (key, share) => _grains.GetGrain<INoop>(key.Id).Submit(share));

    public Task<long?> CountAsync() => Task.FromResult<long?>(null);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

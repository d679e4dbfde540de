using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Silo.Hosting;
using Sync.Silo.Tls;

namespace Sync.Silo.Tests.Support;

/// <summary>Two silos that know each other over real sockets, and clients of theirs. Nothing is stored.</summary>
internal sealed class TlsCluster : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly (int Silo, int Gateway)[] _ports = [FreePorts.Pair(), FreePorts.Pair()];

    public Told Told { get; } = new();

    public int SiloPort => _ports[0].Silo;

    public int GatewayPort => _ports[0].Gateway;

    /// <param name="folder">What <c>--tls</c> names; null: silos that do not ask.</param>
    public static async Task<TlsCluster> StartAsync(string? folder)
    {
        var cluster = new TlsCluster();
        foreach (var (silo, gateway) in cluster._ports)
        {
            await cluster.StartAsync(Host(cluster.Told).UseOrleans(builder =>
            {
                builder.UseLocalhostClustering(silo, gateway, new IPEndPoint(IPAddress.Loopback, cluster.SiloPort), "tls", "tls");
                if (folder is not null) builder.UseTls(folder);
            }));
        }

        return cluster;
    }

    /// <summary>A client of the first silo; it tries to connect once.</summary>
    /// <exception cref="Exception">It was refused.</exception>
    public async Task<IGrainFactory> ConnectAsync(string? folder, int? port = null)
    {
        var host = await StartAsync(Host(Told).UseOrleansClient(builder =>
        {
            builder.UseLocalhostClustering(port ?? GatewayPort, "tls", "tls");
            builder.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            if (folder is not null) builder.UseTls(folder);
        }));
        return host.Services.GetRequiredService<IGrainFactory>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await host.StopAsync(atOnce.Token);
            host.Dispose();
        }
    }

    private static IHostBuilder Host(Told told) => new HostBuilder().ConfigureLogging(logging => logging.AddProvider(told).AddFilter("Orleans", LogLevel.Warning));

    private async Task<IHost> StartAsync(IHostBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync(Waits.Short);
            _hosts.Add(host);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}

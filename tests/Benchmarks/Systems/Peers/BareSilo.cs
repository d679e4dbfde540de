using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Silo.Hosting;

namespace Sync.Benchmarks.Systems.Peers;

/// <summary>A silo with nothing of ours in it but these grains.</summary>
internal static class BareSilo
{
    public static async Task<IHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            var ports = FreePorts.Pair();
            silo.UseLocalhostClustering(ports.First, ports.Second, new IPEndPoint(IPAddress.Loopback, ports.First), serviceId: "bench", clusterId: "bench");
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Gives every entity its updates, side by side, and adds up what was applied.</summary>
    public static async Task<int> SpreadAsync(ImmutableArray<Update> updates, Func<EntityKey, ImmutableArray<Update>, Task<int>> submit)
    {
        if (updates.Length == 1) return await submit(updates[0].Target, updates);
        var groups = updates.GroupBy(static u => u.Target).Select(group => submit(group.Key, [.. group]));
        return (await Task.WhenAll(groups)).Sum();
    }
}

using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>Puts mutual TLS between the processes of a cluster.</summary>
internal static class TlsExtensions
{
    /// <summary>Silos are called by silos at one port, by everybody of the cluster at the other.</summary>
    public static ISiloBuilder UseTls(this ISiloBuilder silo, string folder)
    {
        AddTls(silo.Services, folder);
        return silo.Configure<SiloConnectionOptions>(static options =>
        {
            options.ConfigureSiloInboundConnection(static connection => Accept(connection, Roles.Silo));
            options.ConfigureGatewayInboundConnection(static connection => Accept(connection, Roles.All));
            options.ConfigureSiloOutboundConnection(Connect);
        });
    }

    public static IClientBuilder UseTls(this IClientBuilder client, string folder)
    {
        AddTls(client.Services, folder);
        return client.Configure<ClientConnectionOptions>(static options => options.ConfigureConnection(Connect));
    }

    private static void AddTls(IServiceCollection services, string folder)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new TlsFiles(folder, provider.GetRequiredService<ILogger<TlsFiles>>()));
        services.TryAddSingleton<TlsInstruments>();
        services.TryAddSingleton<TlsTransport>();
    }

    private static void Accept(IConnectionBuilder builder, Roles allowed)
    {
        var tls = builder.ApplicationServices.GetRequiredService<TlsTransport>();
        builder.Use(next => connection => tls.AcceptAsync(connection, next, allowed));
    }

    private static void Connect(IConnectionBuilder builder)
    {
        var tls = builder.ApplicationServices.GetRequiredService<TlsTransport>();
        builder.Use(next => connection => tls.ConnectAsync(connection, next));
    }
}

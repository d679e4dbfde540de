using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Membership;
using Sync.Journal.Hosting;
using Sync.Silo.Tls;

namespace Sync.Silo.Hosting;

/// <summary>Configures the engine of a process that is no silo: it finds the silos by the database, and waits for them as long as it takes.</summary>
internal static class ClientExtensions
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a silo that is gone may still be given calls, when its connections say nothing.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.5);

    public static void AddSyncClient(this WebApplicationBuilder builder, StartSettings settings)
    {
        // The web server listens while the client still waits for silos: health checks are answered.
        builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Cluster.ClusterId!, settings.Cluster.ServiceId));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", OrleansSchema.Connection(settings.Connection!)));
            client.UseConnectionRetryFilter(WaitAsync);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = Refresh);
            client.Services.AddSingleton<SiloLosses>();
            client.Services.AddSingleton<IGatewayListProvider>(services =>
                new WatchedSilos(ActivatorUtilities.CreateInstance<AdoNetGatewayListProvider>(services), services.GetRequiredService<SiloLosses>()));
            client.AddOutgoingGrainCallFilter<LostCalls>();
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(15));
            if (settings.Cluster.Tls.Folder is { } folder) client.UseTls(folder);
            client.AddActivityPropagation();
            if (settings.Cluster.Has(Roles.Gateway)) client.AddSyncDashboard();
        });
    }

    /// <summary>True: there is no silo yet, or no database, and there will be.</summary>
    private static async Task<bool> WaitAsync(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}

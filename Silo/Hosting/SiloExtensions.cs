using System.Net;
using Orleans.Configuration;
using Sync.Grains.Hosting;
using Sync.Journal.Hosting;
using Sync.Silo.Tls;

namespace Sync.Silo.Hosting;

/// <summary>Configures the engine of a process that is a silo.</summary>
internal static class SiloExtensions
{
    private const string StorageName = "sync";

    /// <summary>Adaptive probes begin here and never take longer than the second; three that are missed end a silo.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(3);
    private const int MissedProbes = 3;

    public static void AddSyncSilo(this WebApplicationBuilder builder, StartSettings settings)
    {
        var (invariant, storage) = settings.IsPostgres
            ? ("Npgsql", OrleansSchema.Connection(settings.Connection!))
            : ("System.Data.SQLite", $"Data Source={settings.OrleansFile};Default Timeout=30");
        builder.Services.AddOrleansSchema(settings.Storage, settings.IsPostgres ? settings.Connection! : settings.OrleansFile);
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster.IsShared) UseCluster(silo, settings);
            else UseAlone(silo, settings.Cluster);
            silo.AddAdoNetGrainStorage(StorageName, options => (options.Invariant, options.ConnectionString) = (invariant, storage));
            silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (invariant, storage));
            silo.UseSystemTextJsonGrainStorageSerializer();
            if (settings.Cluster.Tls.Folder is { } folder) silo.UseTls(folder);
            silo.AddSyncStreams(builder.Configuration);
            silo.AddActivityPropagation();
            silo.AddSyncDashboard();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(15));
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        });
    }

    private static void UseAlone(ISiloBuilder silo, ClusterSettings cluster)
    {
        var (siloPort, gatewayPort) = cluster.Ports();
        silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort), cluster.ServiceId, clusterId: "local");
    }

    private static void UseCluster(ISiloBuilder silo, StartSettings settings)
    {
        var cluster = settings.Cluster;
        var (siloPort, gatewayPort) = cluster.Ports();
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId!, cluster.ServiceId));
        silo.ConfigureEndpoints(cluster.Address, siloPort, gatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(cluster.Address));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", OrleansSchema.Connection(settings.Connection!)));

        if (KubernetesExtensions.IsAsked(settings.Configuration)) silo.UseKubernetesHosting();

        // The default directory forgets healthy entities of other silos when one dies.
#pragma warning disable ORLEANSEXP003 // The strong directory is what single activation rests on; storage fences what it cannot see.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003

        silo.GiveUpDeadSilos();
        silo.CallAgainWhenSilosLeave();

        // A hung silo is gone when nothing at all came from it for the longest probe times the misses, 9 s: a busy silo, or one that collects
        // garbage, is never as silent. The lease of its part of the directory ends at the same instant: a longer one would keep its entities
        // away for longer, and the journal's fence holds without it.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = Probe;
            options.MaxProbeTimeout = LongestProbe;
            options.NumMissedProbesLimit = MissedProbes;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(15);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = LongestProbe * MissedProbes);
    }
}

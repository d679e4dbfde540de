using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using Sync.Journal.Hosting;

namespace Sync.Silo.Hosting;

/// <summary>Configures the engine.</summary>
internal static class SiloExtensions
{
    private const string StorageName = "sync";

    public static void AddSyncSilo(this WebApplicationBuilder builder, StartSettings settings)
    {
        var storage = settings.IsPostgres ? settings.Connection! : $"Data Source={settings.OrleansFile};Default Timeout=30";
        builder.Services.AddOrleansSchema(settings.Storage, settings.IsPostgres ? settings.Connection! : settings.OrleansFile);
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = Ports(builder.Configuration);
            silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort), serviceId: "orleanssync", clusterId: "local");
            silo.AddAdoNetGrainStorage(StorageName, options =>
            {
                options.Invariant = settings.IsPostgres ? "Npgsql" : "System.Data.SQLite";
                options.ConnectionString = settings.IsPostgres ? OrleansSchema.Connection(settings.Connection!) : storage;
            });
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddActivityPropagation();
            silo.AddDashboard(options => options.HideTrace = true);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(15));
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        });
    }

    private static (int Silo, int Gateway) Ports(IConfiguration configuration)
    {
        var free = FreePorts.Pair();
        return (configuration.GetValue("Orleans:SiloPort", free.First), configuration.GetValue("Orleans:GatewayPort", free.Second));
    }
}

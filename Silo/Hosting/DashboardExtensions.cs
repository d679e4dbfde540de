using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Sync.Silo.Hosting;

/// <summary>The dashboard of the runtime.</summary>
internal static class DashboardExtensions
{
    private const string Host = "Orleans.Dashboard.DashboardHost, Orleans.Dashboard";

    /// <summary>Between two looks of the dashboard at the counters of the runtime. It looks every second unless told otherwise, and two of them are counted activation by
    /// activation each time: at 20,000 that is 15 ms of a processor, which everything else then waits for.</summary>
    private const int Milliseconds = 10_000;

    /// <summary>On a silo, which counts for it.</summary>
    public static void AddSyncDashboard(this ISiloBuilder silo)
    {
        silo.AddDashboard(Configure);
        var type = Type.GetType(Host, throwOnError: true)!;
        silo.Services.Replace(ServiceDescriptor.Singleton(type, services =>
        {
            var host = ActivatorUtilities.CreateInstance(services, type);
            SetInterval(host, Milliseconds);
            return host;
        }));
    }

    /// <summary>On a client, which shows what silos have counted.</summary>
    public static void AddSyncDashboard(this IClientBuilder client) => client.AddDashboard(Configure);

    private static void Configure(DashboardOptions options) => options.HideTrace = true;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ExportIntervalMilliseconds")]
    private static extern void SetInterval([UnsafeAccessorType(Host)] object host, int value);
}

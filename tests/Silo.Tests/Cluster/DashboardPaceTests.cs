using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sync.Silo.Hosting;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>How often the dashboard reads the counters of the runtime, of which two are counted activation by activation.</summary>
public sealed class DashboardPaceTests
{
    [Fact]
    public async Task The_dashboard_reads_the_counters_of_the_runtime_every_ten_seconds()
    {
        using var folder = new TempFolder();
        await using WebApplication app = SyncHost.Build(StartSettings.Load("http://127.0.0.1:0", folder.Of("silo"), "sqlite", null));
        var type = Type.GetType("Orleans.Dashboard.DashboardHost, Orleans.Dashboard", throwOnError: true)!;
        var host = app.Services.GetRequiredService(type);
        Assert.Equal(10_000, type.GetProperty("ExportIntervalMilliseconds", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!.GetValue(host));
        Assert.Contains(app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>(), service => service == host);
    }
}

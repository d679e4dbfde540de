using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>What the program measures of itself.</summary>
public sealed class MetricsTests(OwnServer own) : IClassFixture<OwnServer>
{
    [Fact]
    public async Task What_the_runtime_counts_activation_by_activation_is_not_read()
    {
        using var folder = new TempFolder();
        await using var silo = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo"));
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(silo.Address + "/metrics", Waits.Short);
        Assert.Contains("\norleans_catalog_activations{", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("\norleans_directory_cache_size", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("\norleans_messaging_processing_activation_data", metrics, StringComparison.Ordinal);
    }
}

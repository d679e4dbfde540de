using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>The dashboard of the cluster, from a gateway that is no silo.</summary>
public sealed class DashboardTests(OwnServer own) : IClassFixture<OwnServer>
{
    [Fact]
    public async Task An_operator_sees_every_silo_from_a_gateway_and_nobody_else_sees_anything()
    {
        using var folder = new TempFolder();
        await using var first = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-1"));
        await using var second = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-2"));
        await using var gateway = await ProgramHost.StartAsync(own.Server.ConnectionString, "gateway", folder.Of("gateway"));
        var reader = (await gateway.Api().Put("v1/keys/reader", """{"scopes":["stock:read"]}""")).Json.GetProperty("key").GetString()!;
        var key = (await File.ReadAllTextAsync(Path.Combine(gateway.Data, "operator.key"), Waits.Short)).Trim();

        foreach (var page in new[] { "", "/version", "/DashboardCounters", "/GrainState?grainId=0&grainType=access" })
        {
            using var nobody = await GetAsync(gateway, page, null);
            using var other = await GetAsync(gateway, page, reader);
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (nobody.StatusCode, other.StatusCode));
            Assert.StartsWith("Basic", nobody.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        foreach (var page in new[] { "/", "/version", "/ClusterStats", "/Reminders/1", "/GrainTypes" }) Assert.Equal(HttpStatusCode.OK, (await GetAsync(gateway, page, key)).StatusCode);
        using var counters = JsonDocument.Parse(await (await GetAsync(gateway, "/DashboardCounters", key)).Content.ReadAsStringAsync(Waits.Short));
        var silos = counters.RootElement.EnumerateObject().Single(static property => property.Name.Equals("hosts", StringComparison.OrdinalIgnoreCase)).Value.EnumerateArray().ToArray();
        Assert.Equal(2, silos.Count(static silo => silo.GetRawText().Contains("\"Active\"", StringComparison.Ordinal)));
        Assert.NotEqual(HttpStatusCode.OK, (await GetAsync(gateway, "/Trace", key)).StatusCode);

        // A silo that is no gateway shows nothing of it.
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(first, "/", key)).StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(ProgramHost host, string page, string? key)
    {
        using var http = new HttpClient();
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + key)));
        return await http.GetAsync($"{host.Address}/orleans{page}", Waits.Short);
    }
}

using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;
using Sync.Silo.Tls;

namespace Sync.Silo.Tests.Cluster;

/// <summary>The program with <c>--tls</c>.</summary>
public sealed class SecuredClusterTests(OwnServer own) : IClassFixture<OwnServer>
{
    [Fact]
    public async Task Updates_go_through_a_gateway_to_silos_that_all_show_certificates()
    {
        using var folder = new TempFolder();
        new DevAuthority(TimeProvider.System).WriteAll(folder.Of("tls"));
        var connection = own.Server.ConnectionString;
        await using var first = await ProgramHost.StartAsync(connection, "silo", folder.Of("silo-1"), folder.Of("tls", "silo"));
        await using var second = await ProgramHost.StartAsync(connection, "silo", folder.Of("silo-2"), folder.Of("tls", "silo"));
        await using var gateway = await ProgramHost.StartAsync(connection, "gateway", folder.Of("gateway"), folder.Of("tls", "gateway"));
        var api = gateway.Api();
        for (var i = 0; i < 8; i++) Assert.Equal("Applied", (await api.PostUpdate(Events.Received($"A{i}", $"P100/RM01/I{i}"))).Verdict);
        Assert.Equal(5, (await api.Position("P100/RM01/I3", 1)).GetProperty("onHand").GetDecimal());
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(gateway.Address + "/metrics", Waits.Short);
        foreach (var direction in new[] { "in", "out" })
            Assert.Contains(metrics.Split('\n'), line => line.StartsWith("orleanssync_tls_handshakes", StringComparison.Ordinal) && line.Contains($"direction=\"{direction}\"", StringComparison.Ordinal) && line.Contains("accepted", StringComparison.Ordinal));
        Assert.Contains("orleanssync_tls_expires_in_seconds", metrics, StringComparison.Ordinal);
    }
}

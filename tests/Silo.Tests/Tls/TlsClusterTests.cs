using System.Net;
using System.Net.Sockets;
using Sync.Silo.Hosting;
using Sync.Silo.Tests.Support;
using Sync.Silo.Tls;

namespace Sync.Silo.Tests.Tls;

/// <summary>Who may speak to whom in a cluster with certificates.</summary>
public sealed class TlsClusterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DevAuthority _authority = new(TimeProvider.System);

    public TlsClusterTests() => _authority.WriteAll(_folder.Root);

    private string Silo => _folder.Of("silo");

    private string Gateway => _folder.Of("gateway");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silos_find_each_other_and_clients_find_them()
    {
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await AskBothSilosAsync(await cluster.ConnectAsync(Gateway));
        await AskBothSilosAsync(await cluster.ConnectAsync(_folder.Of("adapters")));
        Assert.DoesNotContain(cluster.Told.Lines, static line => line.Contains("was refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_speaks_without_a_certificate_is_hung_up_on()
    {
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await Peer.SpeakPlainAsync(cluster.SiloPort);
        await Peer.SpeakPlainAsync(cluster.GatewayPort);
        Assert.Equal(2, cluster.Told.Lines.Count(static line => line.StartsWith("A connection from", StringComparison.Ordinal) && line.Contains("was refused", StringComparison.Ordinal)));
        await Peer.ShowAsync(cluster.GatewayPort, null);
        await cluster.Told.FirstAsync("it showed no certificate: start it with --tls", Waits.Short);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(null));
    }

    [Fact]
    public async Task A_client_with_certificates_does_not_speak_to_silos_without()
    {
        await using var cluster = await TlsCluster.StartAsync(null);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(Gateway));
        await cluster.Told.FirstAsync("A connection to", Waits.Short);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var foreign = new TempFolder();
        new DevAuthority(TimeProvider.System).WriteAll(foreign.Root);
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await Peer.ShowAsync(cluster.SiloPort, foreign.Of("silo"));
        await cluster.Told.FirstAsync("its certificate does not come from an authority in ca.crt", Waits.Short);

        // It believes our authority, and still is not believed.
        File.Copy(Path.Combine(Gateway, TlsFolder.Authority), foreign.Of("gateway", TlsFolder.Authority), overwrite: true);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(foreign.Of("gateway")));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        _authority.Write(_folder.Root, "old", Roles.All, TimeSpan.FromMinutes(-1));
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await Peer.ShowAsync(cluster.SiloPort, _folder.Of("old"));
        await cluster.Told.FirstAsync("has expired or is not valid yet", Waits.Short);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(_folder.Of("old")));
    }

    [Fact]
    public async Task A_gateway_is_no_silo()
    {
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await Peer.ShowAsync(cluster.SiloPort, Gateway);
        await cluster.Told.FirstAsync("its certificate is for gateway, and here silo is expected: it needs the name silo.orleanssync.internal", Waits.Short);

        // Nor is it believed when it is called as one.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = Peer.AnswerAsync(listener, Gateway);
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.ConnectAsync(_folder.Of("adapters"), ((IPEndPoint)listener.LocalEndpoint).Port));
        await cluster.Told.FirstAsync("A connection to 127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port, Waits.Short);
        await answer;
    }

    [Fact]
    public async Task A_certificate_for_nothing_is_refused_everywhere()
    {
        _authority.Write(_folder.Root, "nobody", Roles.None, TimeSpan.FromDays(1));
        await using var cluster = await TlsCluster.StartAsync(Silo);
        await Peer.ShowAsync(cluster.GatewayPort, _folder.Of("nobody"));
        await cluster.Told.FirstAsync("its certificate is for none, and here silo, gateway, adapters is expected", Waits.Short);
    }

    [Fact]
    public async Task New_certificates_are_used_without_a_restart_and_connections_that_are_there_live_on()
    {
        await using var cluster = await TlsCluster.StartAsync(Silo);
        var before = await cluster.ConnectAsync(Gateway);
        var first = await Peer.SerialAsync(cluster.GatewayPort, Gateway);
        _authority.WriteAll(_folder.Root);
        var second = await Peer.SerialAsync(cluster.GatewayPort, Gateway);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        await AskBothSilosAsync(before);
        await AskBothSilosAsync(await cluster.ConnectAsync(Gateway));

        // Half of an exchange changes nothing.
        var key = await File.ReadAllTextAsync(Path.Combine(Silo, TlsFolder.Key), Waits.Short);
        await File.WriteAllTextAsync(Path.Combine(Silo, TlsFolder.Key), await File.ReadAllTextAsync(Path.Combine(Gateway, TlsFolder.Key), Waits.Short), Waits.Short);
        Assert.Equal(second, await Peer.SerialAsync(cluster.GatewayPort, Gateway));
        await cluster.Told.FirstAsync("tls.key is not the key of tls.crt", Waits.Short);
        await File.WriteAllTextAsync(Path.Combine(Silo, TlsFolder.Key), key, Waits.Short);
        await AskBothSilosAsync(await cluster.ConnectAsync(Gateway));
    }

    [Fact]
    public async Task The_authority_is_exchanged_while_both_are_believed()
    {
        using var next = new TempFolder();
        new DevAuthority(TimeProvider.System).WriteAll(next.Root);
        await using var cluster = await TlsCluster.StartAsync(Silo);
        var before = await cluster.ConnectAsync(Gateway);

        // First everybody believes both, then everybody shows the new one.
        var both = await File.ReadAllTextAsync(_folder.Of("ca.crt"), Waits.Short) + await File.ReadAllTextAsync(next.Of("ca.crt"), Waits.Short);
        foreach (var folder in new[] { Silo, Gateway, next.Of("gateway") }) await File.WriteAllTextAsync(Path.Combine(folder, TlsFolder.Authority), both, Waits.Short);
        await AskBothSilosAsync(await cluster.ConnectAsync(next.Of("gateway")));
        foreach (var file in new[] { TlsFolder.Certificate, TlsFolder.Key }) File.Copy(next.Of("silo", file), Path.Combine(Silo, file), overwrite: true);
        await AskBothSilosAsync(await cluster.ConnectAsync(Gateway));
        await AskBothSilosAsync(await cluster.ConnectAsync(next.Of("gateway")));
        await AskBothSilosAsync(before);
    }

    /// <summary>Each of the two silos answers: what goes to the second passes through the first.</summary>
    private static async Task AskBothSilosAsync(IGrainFactory grains)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var silos = (await management.GetHosts(onlyActive: true)).Keys.ToArray();
        Assert.Equal(2, silos.Length);
        Assert.Equal(2, (await management.GetRuntimeStatistics(silos)).Length);
    }
}

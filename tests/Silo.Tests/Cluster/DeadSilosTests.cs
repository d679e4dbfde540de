using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Grains.Tests.Fakes;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tests.Cluster;

/// <summary>The process of a silo has ended, or seems to have.</summary>
public sealed class DeadSilosTests : IDisposable
{
    private readonly TcpListener _free = new(IPAddress.Loopback, 0);
    private readonly List<SiloAddress> _members = [];
    private readonly List<SiloAddress> _given = [];
    private readonly TaskCompletionSource _connected = new();
    private readonly TaskCompletionSource _gaveUp = new();
    private readonly DeadSilos _dead;
    private readonly SiloAddress _gone;
    private readonly SiloAddress _other;

    public DeadSilosTests()
    {
        var me = SiloAddress.New(IPAddress.Parse("127.0.0.2"), 1, 1);
        _other = SiloAddress.New(IPAddress.Parse("127.0.0.2"), 2, 1);
        _free.Start();
        _gone = SiloAddress.New(IPAddress.Loopback, ((IPEndPoint)_free.LocalEndpoint).Port, 7);
        _members.AddRange([me, _other, _gone]);
        var membership = GrainDouble.Of<IClusterMembershipService>(
            ("get_CurrentSnapshot", _ => new ClusterMembershipSnapshot(_members.ToImmutableDictionary(static m => m, static m => new ClusterMember(m, SiloStatus.Active, "")), new MembershipVersion(1))),
            ("TryKill", args =>
            {
                _given.Add((SiloAddress)args[0]!);
                _gaveUp.TrySetResult();
                return Task.FromResult(true);
            }));
        var services = new ServiceCollection().AddSingleton(membership).BuildServiceProvider();
        _dead = new DeadSilos(services, GrainDouble.Of<ILocalSiloDetails>(("get_SiloAddress", _ => me)), TimeProvider.System, NullLogger<DeadSilos>.Instance);
    }

    public void Dispose()
    {
        _connected.TrySetResult();
        _free.Dispose();
    }

    [Fact]
    public async Task It_is_given_up_when_nobody_listens_there()
    {
        _free.Stop();
        _ = ConnectAsync(_other);
        Assert.True(await _dead.LookAsync(_gone.Endpoint));
        Assert.Equal([_gone], _given);
    }

    [Fact]
    public async Task It_is_not_when_somebody_does()
    {
        _ = ConnectAsync(_other);
        Assert.False(await _dead.LookAsync(_gone.Endpoint));
        Assert.Empty(_given);
    }

    [Fact]
    public async Task Who_does_not_reach_most_of_the_cluster_gives_nobody_up()
    {
        _free.Stop();
        Assert.False(await _dead.LookAsync(_gone.Endpoint));
        _members.Remove(_other);
        Assert.False(await _dead.LookAsync(_gone.Endpoint));
        Assert.Empty(_given);
    }

    [Fact]
    public async Task Who_has_left_is_not_looked_for()
    {
        _free.Stop();
        _ = ConnectAsync(_other);
        _members.Remove(_gone);
        Assert.False(await _dead.LookAsync(_gone.Endpoint));
        Assert.Empty(_given);
    }

    [Fact]
    public async Task Who_left_and_came_back_to_the_same_address_is_looked_for_again()
    {
        _free.Stop();
        _ = ConnectAsync(_other);
        _members.Remove(_gone);
        await DisconnectAsync(_gone);
        _members.Add(_gone);
        await DisconnectAsync(_gone);
        await _gaveUp.Task.WaitAsync(Waits.Short);
        Assert.Equal([_gone], _given);
    }

    private Task DisconnectAsync(SiloAddress silo) => _dead.WatchAsync(new DefaultConnectionContext { RemoteEndPoint = silo.Endpoint }, static _ => Task.CompletedTask);

    private Task ConnectAsync(SiloAddress silo) => _dead.WatchAsync(new DefaultConnectionContext { RemoteEndPoint = silo.Endpoint }, _ => _connected.Task);
}

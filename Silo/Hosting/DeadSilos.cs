using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Sync.Silo.Hosting;

/// <summary>Gives a silo up at once when its process has ended: its connections end, and its machine says that nobody listens at its address. A silo that
/// hangs is not known by that, nor one that cannot be reached: they are given up when they miss their probes. Thread-safe.</summary>
internal sealed partial class DeadSilos(IServiceProvider services, ILocalSiloDetails local, TimeProvider clock, ILogger<DeadSilos> logger)
{
    /// <summary>Nobody listens now, and after each of so many pauses.</summary>
    private const int Looks = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>A machine that says nothing says nothing about the silo.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<EndPoint, int> _open = new();
    private readonly ConcurrentDictionary<EndPoint, bool> _looks = new();

    /// <summary>Watches a connection to another silo.</summary>
    public async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not { } silo)
        {
            await next(connection);
            return;
        }

        _open.AddOrUpdate(silo, 1, static (_, open) => open + 1);
        try
        {
            await next(connection);
        }
        finally
        {
            if (_open.AddOrUpdate(silo, 0, static (_, open) => open - 1) == 0) _open.TryRemove(new(silo, 0));
            if (_looks.TryAdd(silo, true)) _ = LookAsync(silo);
        }
    }

    /// <summary>Whether a silo there was given up.</summary>
    internal async Task<bool> LookAsync(EndPoint place)
    {
        try
        {
            for (var look = 0; ; look++)
            {
                if (Member(place) is null || !await IsNobodyThereAsync(place)) return false;
                if (look == Looks) break;
                await Task.Delay(Pause, clock);
            }

            if (Member(place) is not { } gone || !IsOfMost(place)) return false;
            GivenUp(gone);
            return await Membership.TryKill(gone);
        }
        catch (Exception e)
        {
            // It will miss its probes.
            NotGivenUp(place, e);
            return false;
        }
        finally
        {
            _looks.TryRemove(place, out _);
        }
    }

    private IClusterMembershipService Membership => services.GetRequiredService<IClusterMembershipService>();

    /// <summary>The silo that the cluster believes to be there.</summary>
    private SiloAddress? Member(EndPoint place) => Others().FirstOrDefault(silo => silo.Endpoint.Equals(place));

    private IEnumerable<SiloAddress> Others() =>
        Membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(local.SiloAddress)).Select(static member => member.SiloAddress);

    // Who reaches most of the cluster is not the one that is cut off.
    private bool IsOfMost(EndPoint gone)
    {
        var others = Others().ToArray();
        var reached = others.Count(silo => !silo.Endpoint.Equals(gone) && _open.GetValueOrDefault(silo.Endpoint) > 0);
        return 2 * (reached + 1) > others.Length + 1;
    }

    private async Task<bool> IsNobodyThereAsync(EndPoint place)
    {
        using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            await socket.ConnectAsync(place, limit.Token);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(5221, LogLevel.Warning, "The process of silo {Silo} has ended: nobody listens at its address any more")]
    private partial void GivenUp(SiloAddress silo);

    [LoggerMessage(5222, LogLevel.Warning, "It could not be found out whether silo {Silo} is still there")]
    private partial void NotGivenUp(EndPoint silo, Exception failure);
}

internal static class DeadSilosExtensions
{
    public static void GiveUpDeadSilos(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<DeadSilos>();
        silo.Configure<SiloConnectionOptions>(static options => options.ConfigureSiloOutboundConnection(static connection =>
        {
            var dead = connection.ApplicationServices.GetRequiredService<DeadSilos>();
            connection.Use(next => context => dead.WatchAsync(context, next));
        }));
    }
}

using System.Net;
using System.Net.Sockets;

namespace Sync.Journal.Tests.Support;

/// <summary>A network between the journal and a server, which can be cut so that only the near end notices.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<(TcpClient Near, TcpClient Far)> _links = [];
    private readonly Task _accepting;
    private readonly int _far;

    public Wire(int port)
    {
        _far = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Breaks every connection at the near end; the server goes on as if nothing had happened. New connections are carried.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            foreach (var (near, _) in _links) near.Client.Close(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        lock (_gate)
        {
            foreach (var (near, far) in _links)
            {
                near.Dispose();
                far.Dispose();
            }
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient near;
            try
            {
                near = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, _far);
            lock (_gate) _links.Add((near, far));
            _ = CarryAsync(near.GetStream(), far.GetStream());
            _ = CarryAsync(far.GetStream(), near.GetStream());
        }
    }

    private static async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // Cut: whatever the other end still says goes nowhere, and it does not learn that.
        }
    }
}

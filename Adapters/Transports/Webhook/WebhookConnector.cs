using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>Makes the connections of the webhook client. Names are resolved here, at the moment of connecting, and the very addresses that
/// were judged are the ones connected to: a name that changes its address in between gains nothing.</summary>
internal sealed class WebhookConnector(IOptions<WebhookOptions> options)
{
    /// <summary>The pool of connections behind every subscription; inside it each target has its own.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Through a proxy the address that is judged would be the proxy's.
        UseProxy = false,
        PooledConnectionLifetime = options.Value.ConnectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = async (context, cancellation) => await Connect(context.DnsEndPoint, cancellation),
    };

    private string Why(string host, IPAddress[] addresses) => addresses.Length == 0
        ? $"{host} has no address"
        : WebhookAddresses.Objection(addresses[0], options.Value.AllowPrivateAddresses)!;

    private async Task<Stream> Connect(DnsEndPoint target, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = Array.FindAll(addresses, a => WebhookAddresses.Objection(a, options.Value.AllowPrivateAddresses) is null);
        if (allowed.Length == 0) throw new WebhookAddressException(Why(target.Host, addresses));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The target's address may not be called. A retry does not help; a person must correct the subscription or the options.</summary>
internal sealed class WebhookAddressException(string message) : IOException(message);

using System.Net;
using System.Net.Sockets;

namespace Sync.Adapters;

/// <summary>Which addresses may be called. A webhook target is given by a caller of the API, so that it could be used to reach what only this
/// machine can reach (SSRF): the cloud's metadata service above all, which is link-local.</summary>
internal static class WebhookAddresses
{
    private static readonly IPNetwork[] Never =
    [
        Network("0.0.0.0/8"), Network("169.254.0.0/16"), Network("224.0.0.0/4"), Network("240.0.0.0/4"),
        Network("::/128"), Network("fe80::/10"), Network("fec0::/10"), Network("ff00::/8"),
    ];

    private static readonly IPNetwork[] Private =
    [
        Network("127.0.0.0/8"), Network("10.0.0.0/8"), Network("172.16.0.0/12"), Network("192.168.0.0/16"), Network("100.64.0.0/10"),
        Network("::1/128"), Network("fc00::/7"),
    ];

    private static readonly IPNetwork Nat64 = Network("64:ff9b::/96");

    /// <summary>Null when the address may be called, else why not.</summary>
    public static string? Objection(IPAddress address, bool allowPrivate)
    {
        var plain = Unwrap(address);
        if (Array.Exists(Never, n => n.Contains(plain))) return $"{address} is link-local, multicast or unspecified: never a webhook target";
        return !allowPrivate && Array.Exists(Private, n => n.Contains(plain))
            ? $"{address} is a private address: set {WebhookOptions.Section}:{nameof(WebhookOptions.AllowPrivateAddresses)} to allow it"
            : null;
    }

    // An IPv4 address can be dressed as IPv6 in two ways that reach the same host.
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
    }

    private static IPNetwork Network(string text) => IPNetwork.Parse(text);
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>Judges one peer, and remembers why it was refused. For one connection.</summary>
/// <param name="allowed">Any of these roles will do.</param>
internal sealed class PeerCheck(Roles allowed)
{
    /// <summary>Why the peer was refused, with the cure; null: it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The chain was built by the policy of our material; whose name the peer was called by says nothing here.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = certificate is X509Certificate2 peer ? Judge(peer, chain, errors) : "it showed no certificate: start it with --tls";
        return Refusal is null;
    }

    /// <summary>The findings of a chain, in words.</summary>
    public static string Words(IEnumerable<X509ChainStatus> statuses) => string.Join("; ", statuses.Select(static status => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid => "its certificate, or one above it, has expired or is not valid yet: issue a new one, and check the clocks",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => $"its certificate does not come from an authority in {TlsFolder.Authority}",
        X509ChainStatusFlags.NotValidForUsage => "its certificate is for another use: it needs both server and client authentication",
        _ => status.StatusInformation.TrimEnd(),
    }).Distinct());

    private string? Judge(X509Certificate2 peer, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0) return "it showed no certificate: start it with --tls";
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0) return $"{Words(chain?.ChainStatus ?? [])} ({peer.Subject}, {peer.SerialNumber})";
        var roles = RoleNames.Read(peer);
        return (roles & allowed) != 0
            ? null
            : $"its certificate is for {RoleNames.Words(roles)}, and here {RoleNames.Words(allowed)} is expected: it needs the name {RoleNames.Of(RoleNames.Split(allowed).First())} ({peer.Subject}, {peer.SerialNumber})";
    }
}

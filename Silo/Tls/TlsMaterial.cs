using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>What a process shows its peers and judges them by: one reading of the files. Immutable, thread-safe. Never disposed: connections
/// that began with it live on after newer files were read.</summary>
internal sealed class TlsMaterial
{
    private readonly X509Certificate2Collection _roots;

    private TlsMaterial(SslStreamCertificateContext own, X509Certificate2Collection roots)
    {
        (Own, _roots) = (own, roots);
        Roles = RoleNames.Read(Certificate);
    }

    /// <summary>The certificate with its key, and what stands between it and the root.</summary>
    public SslStreamCertificateContext Own { get; }

    public X509Certificate2 Certificate => Own.TargetCertificate;

    /// <summary>What the certificate allows its holder.</summary>
    public Roles Roles { get; }

    /// <exception cref="CryptographicException">A text is no certificate or key, or they do not belong together.</exception>
    public static TlsMaterial Read(string roots, string chain, string key)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(roots);
        if (authorities.Count == 0) throw new CryptographicException($"{TlsFolder.Authority} has no certificate in it");
        var sent = new X509Certificate2Collection();
        sent.ImportFromPem(chain);
        if (sent.Count == 0) throw new CryptographicException($"{TlsFolder.Certificate} has no certificate in it");

        // A key that came from text is not accepted by TLS on every system; one from a container is.
        using var joined = Join(chain, key);
        var own = X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
        sent.RemoveAt(0);
        return new TlsMaterial(SslStreamCertificateContext.Create(own, sent, offline: true), authorities);
    }

    /// <summary>How a peer is judged: by these roots alone, at this moment, without asking the network.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_roots);
        return policy;
    }

    /// <summary>Why our own certificate would be refused by peers that have our roots, or null.</summary>
    public string? SelfCheck(DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange((X509Certificate2[])[.. Own.IntermediateCertificates]);
        return chain.Build(Certificate) ? null : PeerCheck.Words(chain.ChainStatus);
    }

    private static X509Certificate2 Join(string chain, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(chain, key);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException($"{TlsFolder.Key} is not the key of {TlsFolder.Certificate}", e);
        }
    }
}

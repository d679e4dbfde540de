using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>An authority of one's own for trying out, and the certificates of a cluster from it. Not for production: its key lies beside it.</summary>
internal sealed class DevAuthority(TimeProvider clock)
{
    public static readonly TimeSpan AuthorityValid = TimeSpan.FromDays(3650);
    public static readonly TimeSpan CertificateValid = TimeSpan.FromDays(90);
    private const string AuthorityKey = "ca.key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Clocks of machines differ.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromHours(1);
    private static readonly Oid[] Uses = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    /// <summary>Writes a folder for each role, and one for processes that are everything. Called again it issues new certificates from the same authority.</summary>
    /// <returns>The folders, to be given to <c>--tls</c>.</returns>
    public IReadOnlyList<string> WriteAll(string folder)
    {
        (string Name, Roles Roles)[] kinds = [("silo", Roles.Silo), ("gateway", Roles.Gateway), ("adapters", Roles.Adapters), ("all", Roles.All)];
        foreach (var (name, roles) in kinds) Write(folder, name, roles, CertificateValid);
        return [.. kinds.Select(kind => Path.Combine(folder, kind.Name))];
    }

    /// <summary>Writes one certificate with its key and authority.</summary>
    /// <param name="folder">Where the authority is, or will be.</param>
    /// <param name="name">The folder in it that is written.</param>
    /// <param name="roles">What the holder may do.</param>
    /// <param name="valid">For how long.</param>
    public void Write(string folder, string name, Roles roles, TimeSpan valid)
    {
        using var authority = Authority(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=OrleansSync {name} (development)", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. Uses], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var role in RoleNames.Split(roles)) names.AddDnsName(RoleNames.Of(role));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var (from, until) = Span(valid);
        using var certificate = request.Create(authority, from, until < authority.NotAfter ? until : authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        var target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        Put(Path.Combine(target, TlsFolder.Key), key.ExportPkcs8PrivateKeyPem() + "\n");
        Put(Path.Combine(target, TlsFolder.Certificate), certificate.ExportCertificatePem() + "\n");
        Put(Path.Combine(target, TlsFolder.Authority), authority.ExportCertificatePem() + "\n");
    }

    private X509Certificate2 Authority(string folder)
    {
        Directory.CreateDirectory(folder);
        var (file, keyFile) = (Path.Combine(folder, TlsFolder.Authority), Path.Combine(folder, AuthorityKey));
        if (File.Exists(file) && File.Exists(keyFile)) return X509Certificate2.CreateFromPemFile(file, keyFile);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OrleansSync development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var (from, until) = Span(AuthorityValid);
        var authority = request.CreateSelfSigned(from, until);
        Put(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        Put(file, authority.ExportCertificatePem() + "\n");
        return authority;
    }

    private (DateTimeOffset From, DateTimeOffset Until) Span(TimeSpan valid) => (clock.GetUtcNow() - Earlier, clock.GetUtcNow() + valid);

    /// <summary>Written beside it and then named: no process reads half a file. Nobody but the owner reads any.</summary>
    private static void Put(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        File.Move(draft, path, overwrite: true);
    }
}

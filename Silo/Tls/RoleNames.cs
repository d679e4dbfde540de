using System.Security.Cryptography.X509Certificates;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>A certificate says by its DNS names what its holder may do. Names, because every authority can issue them.</summary>
internal static class RoleNames
{
    /// <summary>Nobody can own a name below it.</summary>
    private const string Suffix = ".orleanssync.internal";

    private static readonly Roles[] Single = [Roles.Silo, Roles.Gateway, Roles.Adapters];

    /// <summary>The name that a certificate for this role has.</summary>
    public static string Of(Roles role) => $"{Word(role)}{Suffix}";

    /// <summary>The roles one by one.</summary>
    public static IEnumerable<Roles> Split(Roles roles) => Single.Where(role => (roles & role) != 0);

    /// <summary>The words of the command line for these roles.</summary>
    public static string Words(Roles roles) => roles == Roles.None ? "none" : string.Join(", ", Split(roles).Select(Word));

    /// <summary>What the holder of a certificate may do.</summary>
    public static Roles Read(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(static extension => extension.EnumerateDnsNames()).ToArray();
        return Single.Where(role => names.Contains(Of(role), StringComparer.OrdinalIgnoreCase)).Aggregate(Roles.None, static (all, role) => all | role);
    }

    private static string Word(Roles role) => role.ToString().ToLowerInvariant();
}

using System.Security.Cryptography;
using Sync.Silo.Hosting;

namespace Sync.Silo.Tls;

/// <summary>Whether the processes of a cluster prove to each other who they are. Immutable.</summary>
/// <param name="Folder">Where the three files are; null: nobody proves anything.</param>
internal sealed record TlsSettings(string? Folder)
{
    public static TlsSettings Load(string? folder, IConfiguration configuration) =>
        (folder ?? configuration["Tls:Folder"]) is { Length: > 0 } path ? new(Path.GetFullPath(path)) : new((string?)null);

    /// <summary>Everything that is wrong, each with its cure.</summary>
    /// <param name="roles">What this process does.</param>
    /// <param name="now">The time of the check.</param>
    public IEnumerable<string> Validate(Roles roles, DateTimeOffset now)
    {
        if (Folder is null) return [];
        if (!Directory.Exists(Folder)) return [$"--tls {Folder}: there is no such folder; 'tls dev --folder DIR' makes one for trying out"];
        var missing = TlsFolder.Missing(Folder).Select(file => $"--tls {Folder}: {file} is missing; {TlsFolder.Authority}, {TlsFolder.Certificate} and {TlsFolder.Key} are expected, as PEM").ToArray();
        return missing.Length > 0 ? missing : Examine(roles, now);
    }

    private List<string> Examine(Roles roles, DateTimeOffset now)
    {
        var errors = new List<string>();
        if (TlsFolder.IsOpenToAll(Folder!)) errors.Add($"--tls {Folder}: everybody on this machine can read {TlsFolder.Key}; do: chmod 600 {Path.Combine(Folder!, TlsFolder.Key)}");
        try
        {
            var texts = TlsFolder.Read(Folder!);
            var material = TlsMaterial.Read(texts.Authority, texts.Certificate, texts.Key);
            if (material.SelfCheck(now) is { } reason) errors.Add($"--tls {Folder}: {TlsFolder.Certificate} would be refused: {reason}");
            var lacking = Needed(roles) & ~material.Roles;
            errors.AddRange(RoleNames.Split(lacking).Select(role => $"--tls {Folder}: the certificate is for {RoleNames.Words(material.Roles)}, and this process is {RoleNames.Words(roles)}; it needs the DNS name {RoleNames.Of(role)}"));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"--tls {Folder}: the files cannot be used: {e.Message}");
        }

        return errors;
    }

    /// <summary>A silo that is more besides speaks to other silos as a silo only.</summary>
    private static Roles Needed(Roles roles) => (roles & Roles.Silo) != 0 ? Roles.Silo : roles;
}

namespace Sync.Silo.Tls;

/// <summary>The folder of <c>--tls</c>: three PEM files, named as Kubernetes names them.</summary>
internal static class TlsFolder
{
    /// <summary>The certificates of the authorities that peers are believed by.</summary>
    public const string Authority = "ca.crt";

    /// <summary>The certificate of this process, and after it those between it and the authority.</summary>
    public const string Certificate = "tls.crt";

    /// <summary>Its private key.</summary>
    public const string Key = "tls.key";

    private const UnixFileMode ForAll = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static TlsTexts Read(string folder) => new(
        File.ReadAllText(Path.Combine(folder, Authority)),
        File.ReadAllText(Path.Combine(folder, Certificate)),
        File.ReadAllText(Path.Combine(folder, Key)));

    /// <summary>The files that are missing.</summary>
    public static IEnumerable<string> Missing(string folder) => new[] { Authority, Certificate, Key }.Where(name => !File.Exists(Path.Combine(folder, name)));

    /// <summary>True: everybody on this machine can read the key.</summary>
    public static bool IsOpenToAll(string folder) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path.Combine(folder, Key)) & ForAll) != 0;
}

/// <summary>What stands in the three files.</summary>
internal sealed record TlsTexts(string Authority, string Certificate, string Key);

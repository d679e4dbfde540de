using System.CommandLine;
using System.Security.Cryptography;
using Sync.Silo.Tls;

namespace Sync.Silo.CommandLine;

/// <summary>The command <c>tls dev</c>.</summary>
internal static class TlsCommands
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where the authority and the certificates are written.", Required = true };
        var dev = new Command("dev", "Makes an authority for trying out and certificates for every role, valid for 90 days. Again: new certificates from the same authority.") { folder };
        dev.SetAction(parsed => Write(Path.GetFullPath(parsed.GetValue(folder)!)));
        return new Command("tls", "Certificates that the processes of a cluster know each other by.") { dev };
    }

    private static int Write(string folder)
    {
        try
        {
            foreach (var made in new DevAuthority(TimeProvider.System).WriteAll(folder)) Console.WriteLine($"--tls {made}");
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Console.Error.WriteLine($"{folder}: {e.Message}");
            return ExitCodes.Failed;
        }
    }
}

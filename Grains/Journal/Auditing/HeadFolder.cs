using System.Security.Cryptography;

namespace Sync.Journal.Auditing;

/// <summary>The folder of head files.</summary>
internal static class HeadFolder
{
    /// <summary>The paths of all head files, in order.</summary>
    public static string[] List(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + HeadFile.Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>Written whole and on disk before it has its name.</summary>
    public static void Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, name + ".draft");
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(folder, name), overwrite: true);
    }

    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>What one head file says. Immutable.</summary>
/// <param name="Format">1.</param>
/// <param name="Journal">The id of the journal.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was written.</param>
/// <param name="Position">Everything up to this place in commit order is in it.</param>
/// <param name="Entities">Entities with a record.</param>
/// <param name="Records">Records that were ever written.</param>
/// <param name="Digest">SHA-256 over the sums.</param>
/// <param name="Sums">The sums over all heads (see <see cref="HeadSum"/>).</param>
/// <param name="Previous">SHA-256 of the head file before, absent in the first.</param>
public sealed record HeadFile(
    int Format, string Journal, long Number, DateTimeOffset At, string Position, long Entities, long Records, string Digest, byte[] Sums, string? Previous)
{
    /// <summary>Every head file ends so.</summary>
    public const string Extension = ".head";

    /// <summary>Names sort as numbers do.</summary>
    public string Name => $"{Number:D9}-{At.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}{Extension}";

    internal FeedPosition UpTo => FeedPosition.Parse(Position);

    /// <summary>The bytes of the file: a line of JSON, and a line with the signature over it.</summary>
    internal byte[] Write(ECDsa key)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, AuditJson.Default.HeadFile);
        var signature = Convert.ToBase64String(key.SignData(json, HashAlgorithmName.SHA256));
        return [.. json, (byte)'\n', .. Encoding.ASCII.GetBytes(signature), (byte)'\n'];
    }

    /// <summary>Reads a file whose signature fits; otherwise says why it cannot be believed.</summary>
    internal static HeadFile? Read(ReadOnlySpan<byte> bytes, ECDsa key, out string problem)
    {
        problem = "it is no head file";
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0) return null;
        try
        {
            var signature = Convert.FromBase64String(Encoding.ASCII.GetString(bytes[(end + 1)..]).Trim());
            problem = "its signature does not fit the key";
            return key.VerifyData(bytes[..end], signature, HashAlgorithmName.SHA256) ? JsonSerializer.Deserialize(bytes[..end], AuditJson.Default.HeadFile) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

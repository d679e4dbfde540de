using System.Buffers;
using Sync.Contracts;
using static Sync.Contracts.HashInput;

namespace Sync.Journal.Storage;

/// <summary>An identity in 16 bytes. Stored: it never changes.</summary>
internal static class IdentityHash
{
    public const int Size = 16;

    /// <summary>The first 16 bytes of the SHA-256 over source, epoch and message id; texts as length and UTF-8, numbers as big-endian 64 bit.</summary>
    public static byte[] Of(UpdateId id)
    {
        var writer = new ArrayBufferWriter<byte>(128);
        Identity(writer, id);
        Span<byte> hash = stackalloc byte[RecordHash.Size];
        Sha256(writer, hash);
        return hash[..Size].ToArray();
    }
}

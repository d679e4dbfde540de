using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Contracts;

/// <summary>Spells fields for a hash so that no two sequences of fields have the same bytes. Hashes over these bytes are stored for ever: the spelling
/// never changes. Thread-safe; a buffer belongs to one caller.</summary>
public static class HashInput
{
    /// <summary>The most bytes of UTF-8 for one UTF-16 unit.</summary>
    private const int MaxBytesPerUnit = 3;

    /// <summary>A text up to this length gets room for the most that it can take, and is encoded without being counted first.</summary>
    private const int ShortText = 4_096;
    [ThreadStatic] private static IncrementalHash? _sha;

    /// <summary>A number as big-endian 64 bit.</summary>
    public static void Number(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    /// <summary>A text as the number of its bytes and its UTF-8; a text that is absent as the number -1.</summary>
    public static void Text(ArrayBufferWriter<byte> buffer, string? text)
    {
        if (text is null)
        {
            Number(buffer, -1);
            return;
        }

        var room = text.Length <= ShortText ? text.Length * MaxBytesPerUnit : Encoding.UTF8.GetByteCount(text);
        var span = buffer.GetSpan(sizeof(long) + room);
        var size = Encoding.UTF8.GetBytes(text, span[sizeof(long)..]);
        BinaryPrimitives.WriteInt64BigEndian(span, size);
        buffer.Advance(sizeof(long) + size);
    }

    /// <summary>An identity: source, epoch, message id.</summary>
    public static void Identity(ArrayBufferWriter<byte> buffer, UpdateId id)
    {
        Text(buffer, id.Source);
        Number(buffer, id.Epoch);
        Text(buffer, id.MessageId);
    }

    /// <summary>SHA-256 of what was spelled so far: 32 bytes. One state is kept a thread, because making one takes longer than hashing a short text.</summary>
    public static void Sha256(ArrayBufferWriter<byte> buffer, Span<byte> hash)
    {
        var sha = _sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(buffer.WrittenSpan);
        sha.GetHashAndReset(hash);
    }
}

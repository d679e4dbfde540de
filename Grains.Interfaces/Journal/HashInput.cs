using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sync.Contracts;

/// <summary>Spells fields for a hash so that no two sequences of fields have the same bytes. Hashes over these bytes are stored for ever: the spelling
/// never changes. Thread-safe; a buffer belongs to one caller.</summary>
public static class HashInput
{
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

        Number(buffer, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }
}

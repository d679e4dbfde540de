using System.Buffers.Binary;

namespace Sync.Benchmarks.Systems.Copy;

/// <summary>Whole rows in the binary copy format. Immutable.</summary>
/// <param name="Bytes">The rows.</param>
/// <param name="Rows">How many.</param>
internal sealed record CopyChunk(ReadOnlyMemory<byte> Bytes, int Rows)
{
    /// <summary>Cuts what follows the header: each row is a count of fields, each field its length (-1: null) and its bytes; a count of -1 ends it.</summary>
    public static IEnumerable<CopyChunk> Cut(ReadOnlyMemory<byte> bytes, int rowsPerChunk)
    {
        var (from, at, rows) = (0, 0, 0);
        while (at < bytes.Length && BinaryPrimitives.ReadInt16BigEndian(bytes.Span[at..]) >= 0)
        {
            at = RowEnd(bytes.Span, at);
            if (++rows < rowsPerChunk) continue;
            yield return new CopyChunk(bytes[from..at], rows);
            (from, rows) = (at, 0);
        }

        if (rows > 0) yield return new CopyChunk(bytes[from..at], rows);
    }

    private static int RowEnd(ReadOnlySpan<byte> bytes, int at)
    {
        var fields = BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
        at += sizeof(short);
        for (var i = 0; i < fields; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            at += sizeof(int) + Math.Max(0, length);
        }

        return at;
    }
}

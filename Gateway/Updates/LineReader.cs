using System.Buffers;

namespace Sync.Gateway.Updates;

/// <summary>Cuts a body into lines as it comes. Each byte is looked at once; only a line that spans two reads is copied. Not thread-safe.</summary>
internal sealed class LineReader(Action<int, ReadOnlySpan<byte>> onLine)
{
    private readonly ArrayBufferWriter<byte> _begun = new();
    private int _line;

    /// <summary>The next bytes of the body.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Line(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }

        _begun.Write(bytes);
    }

    /// <summary>The body has ended: what is left is the last line.</summary>
    public void Complete()
    {
        if (_begun.WrittenCount > 0) Line([]);
    }

    private void Line(ReadOnlySpan<byte> end)
    {
        _line++;
        if (_begun.WrittenCount > 0)
        {
            _begun.Write(end);
            end = _begun.WrittenSpan;
        }

        if (_line == 1 && end.StartsWith("\uFEFF"u8)) end = end[3..];
        end = end.Trim(" \t\r"u8);
        if (!end.IsEmpty) onLine(_line, end);
        _begun.ResetWrittenCount();
    }
}

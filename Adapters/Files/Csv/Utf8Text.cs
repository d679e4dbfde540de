using System.Text;

namespace Sync.Adapters;

/// <summary>The characters of a stream in UTF-8, one after another, with their line. Strict: what is not text in UTF-8 is a problem of the file.
/// Holds one buffer, however long the stream is. Not thread-safe.</summary>
internal sealed class Utf8Text(Stream stream)
{
    public const int End = -1;
    private const int BufferBytes = 64 * 1024;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly byte[] _bytes = new byte[BufferBytes];
    private readonly char[] _chars = new char[BufferBytes + 4];
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private int _at;
    private int _count;
    private bool _started;
    private bool _ended;

    /// <summary>The line of the next character, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next character without taking it, or <see cref="End"/>.</summary>
    public int Peek() => _at < _count || Fill() ? _chars[_at] : End;

    /// <summary>Takes the next character, or <see cref="End"/>.</summary>
    public int Next()
    {
        if (_at >= _count && !Fill()) return End;
        var c = _chars[_at++];
        if (c == '\n') Line++;
        else if (c < ' ' && c is not ('\t' or '\r')) throw Binary(c);
        return c;
    }

    /// <summary>What is in the buffer up to the end of the first line: enough to see how it is separated.</summary>
    public ReadOnlySpan<char> FirstLine()
    {
        if (_at >= _count && !Fill()) return [];
        var rest = _chars.AsSpan(_at, _count - _at);
        return rest.IndexOf('\n') is >= 0 and var end ? rest[..end] : rest;
    }

    /// <summary>Takes the rest of the line with its end, which is not given back.</summary>
    public string TakeLine()
    {
        var line = new StringBuilder();
        for (var c = Next(); c != End && c != '\n'; c = Next()) line.Append((char)c);
        return line.ToString().TrimEnd('\r');
    }

    private bool Fill()
    {
        _at = _count = 0;
        while (_count == 0 && !_ended)
        {
            var read = stream.ReadAtLeast(_bytes, _started ? 1 : Mark.Length + 1, throwOnEndOfStream: false);
            var bytes = _bytes.AsSpan(0, read);
            if (!_started) bytes = Begin(bytes);
            _ended = read == 0;
            Decode(bytes);
        }

        return _count > 0;
    }

    private Span<byte> Begin(Span<byte> bytes)
    {
        _started = true;
        if (bytes.StartsWith(Mark)) return bytes[Mark.Length..];
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new FileProblemException(FileProblem.Of(ErrorCodes.FileNotText, "the file is in UTF-16, not in UTF-8", line: 1));
        return bytes;
    }

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _count = _decoder.GetChars(bytes, _chars, flush: _ended);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            var wrong = Convert.ToHexString(e.BytesUnknown ?? []);
            throw new FileProblemException(FileProblem.Of(
                ErrorCodes.FileNotText, $"the bytes {wrong} are not UTF-8", Line + before.Count((byte)'\n'), value: wrong));
        }
    }

    private FileProblemException Binary(char c) =>
        new(FileProblem.Of(ErrorCodes.FileNotText, $"the file is binary: it has the control character U+{(int)c:X4}", Line, value: $"U+{(int)c:X4}"));
}

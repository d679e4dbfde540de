using System.Buffers;

namespace Sync.Gateway.Updates;

/// <summary>A whole body in one borrowed buffer.</summary>
internal sealed class BodyReader : IDisposable
{
    private const int Smallest = 4 * 1024;
    private byte[] _buffer;
    private int _length;

    private BodyReader(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The body, without a byte order mark.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            var bytes = _buffer.AsSpan(0, _length);
            return bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
    }

    /// <summary>Reads to the end, or gives null as soon as there is more than <paramref name="max"/>.</summary>
    public static async ValueTask<BodyReader?> ReadAsync(HttpRequest request, int max, CancellationToken cancellationToken)
    {
        if (request.ContentLength > max) return null;
        var body = new BodyReader((int)Math.Max(request.ContentLength ?? 0, Smallest));
        try
        {
            while (true)
            {
                var result = await request.BodyReader.ReadAsync(cancellationToken);
                var fits = body._length + result.Buffer.Length <= max;
                if (fits) body.Append(result.Buffer);
                request.BodyReader.AdvanceTo(result.Buffer.End);
                if (!fits) break;
                if (!result.IsCompleted) continue;
                return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Append(in ReadOnlySequence<byte> bytes)
    {
        var needed = _length + (int)bytes.Length;
        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _buffer.Length));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
    }
}

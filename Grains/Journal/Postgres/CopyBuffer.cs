using System.Buffers.Binary;
using System.Text;
using Sync.Contracts;

namespace Sync.Journal.Postgres;

/// <summary>Rows in PostgreSQL's binary COPY format (documentation of COPY, «Binary Format»): a driver that asks each of 22 values what it is takes as long
/// as the server takes to store them. Kept by one writer and used again; not thread-safe.</summary>
internal sealed class CopyBuffer
{
    private const short Fields = 22;

    /// <summary>What a row takes apart from its texts: the lengths and all other fields.</summary>
    private const int FixedSize = 512;
    private const int Full = 256 * 1024;

    /// <summary>A row with a very large payload must not keep its size for ever.</summary>
    private const int Kept = 1024 * 1024;
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private byte[] _bytes = new byte[Full + (64 * 1024)];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>True when it is worth sending.</summary>
    public bool IsFull => _length >= Full;

    /// <summary>The header: signature, no flags, no extension.</summary>
    public void Begin()
    {
        Clear();
        "PGCOPY\n"u8.CopyTo(_bytes);
        ReadOnlySpan<byte> rest = [0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
        rest.CopyTo(_bytes.AsSpan(7));
        _length = 7 + rest.Length;
    }

    /// <summary>The trailer.</summary>
    public void End()
    {
        Reserve(sizeof(short));
        Raw16(-1);
    }

    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > Kept) _bytes = new byte[Full + (64 * 1024)];
    }

    /// <summary>One record, its fields in the order of <see cref="PostgresCopy.Columns"/>.</summary>
    public void Row(in PostgresBatch.Row row, short epoch)
    {
        var record = row.Record;
        Reserve(FixedSize + Room(row.Entity) + Room(record.Cause.MessageId) + Room(record.TraceParent) + Room(record.CausationId) + Room(record.CorrelationId) + Room(record.Payload));
        Raw16(Fields);
        Int64(record.Version);
        if (record.Sequence is { } sequence) Int64(sequence);
        else Null();
        Instant(record.RecordedAt);
        Instant(record.OccurredAt);
        Int32(row.Ordinal);
        Int32(row.Source);
        Int32(record.Cause.Epoch);
        Int16(epoch);
        Int16(row.LaneGroup);
        Int16(row.Lane);
        Int16(row.Kind);
        Int16((short)record.Schema);
        Int16((short)record.OccurredAt.TotalOffsetMinutes);
        Text(row.Entity);
        Text(record.Cause.MessageId);
        record.Fingerprint.Write(Bytes(Fingerprint.Size));
        record.PreviousHash.Write(Bytes(RecordHash.Size));
        record.Hash.Write(Bytes(RecordHash.Size));
        Text(record.TraceParent);
        Text(record.CausationId);
        Text(record.CorrelationId);
        Text(record.Payload);
    }

    private static int Room(string? text) => text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length);

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
    }

    private void Instant(DateTimeOffset instant) => Int64((instant.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    private void Int64(long value)
    {
        Raw32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Int32(int value)
    {
        Raw32(sizeof(int));
        Raw32(value);
    }

    private void Int16(short value)
    {
        Raw32(sizeof(short));
        Raw16(value);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        var at = _length;
        _length += sizeof(int);
        var size = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(at), size);
        _length += size;
    }

    private Span<byte> Bytes(int size)
    {
        Raw32(size);
        _length += size;
        return _bytes.AsSpan(_length - size, size);
    }

    private void Null() => Raw32(-1);

    private void Raw32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(int);
    }

    private void Raw16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(short);
    }
}

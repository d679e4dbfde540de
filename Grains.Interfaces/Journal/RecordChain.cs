using System.Buffers;
using System.Security.Cryptography;
using static Sync.Contracts.HashInput;

namespace Sync.Contracts;

/// <summary>Computes the hash that links each record of an entity to the one before. Thread-safe.</summary>
public static class RecordChain
{
    private const byte Format = 1;
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>SHA-256 over: format byte, previous hash, then each field (texts as length and UTF-8, absent as length -1, numbers and
    /// instants as big-endian 64 bit, instants in microseconds since 1970 with the offset in minutes).</summary>
    public static RecordHash Compute(JournalRecord r)
    {
        var writer = _buffer ??= new ArrayBufferWriter<byte>(2048);
        writer.ResetWrittenCount();
        Span<byte> head = stackalloc byte[1 + RecordHash.Size];
        head[0] = Format;
        r.PreviousHash.Write(head[1..]);
        writer.Write(head);
        Text(writer, r.Entity.Kind);
        Text(writer, r.Entity.Id);
        Number(writer, r.Version);
        Number(writer, Microseconds(r.RecordedAt));
        Number(writer, Microseconds(r.OccurredAt));
        Number(writer, r.OccurredAt.TotalOffsetMinutes);
        Text(writer, r.Cause.Source);
        Number(writer, r.Cause.Epoch);
        Text(writer, r.Cause.MessageId);
        Number(writer, r.Sequence ?? -1);
        Number(writer, unchecked((long)r.Fingerprint.High));
        Number(writer, unchecked((long)r.Fingerprint.Low));
        Text(writer, r.Kind);
        Number(writer, r.Schema);
        Text(writer, r.Payload);
        Text(writer, r.TraceParent);
        Text(writer, r.CausationId);
        Text(writer, r.CorrelationId);
        Span<byte> hash = stackalloc byte[RecordHash.Size];
        SHA256.HashData(writer.WrittenSpan, hash);
        return RecordHash.Read(hash);
    }

    /// <summary>The record with its hash set from its other fields.</summary>
    public static JournalRecord Seal(JournalRecord record) => record with { Hash = Compute(record) };

    private static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

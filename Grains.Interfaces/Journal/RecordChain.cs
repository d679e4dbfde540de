using System.Buffers;
using static Sync.Contracts.HashInput;

namespace Sync.Contracts;

/// <summary>Computes the hash that links each record of an entity to the one before. Thread-safe.</summary>
public static class RecordChain
{
    private const byte Format = 1;
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>SHA-256 over: format byte, previous hash, then each field (texts as length and UTF-8, absent as length -1, numbers and
    /// instants as big-endian 64 bit, instants in microseconds since 1970 with the offset in minutes).</summary>
    public static RecordHash Compute(JournalRecord r) => Compute(
        r.PreviousHash, r.Entity, r.Version, r.RecordedAt, r.OccurredAt, r.Cause, r.Sequence, r.Fingerprint, r.Kind, r.Schema, r.Payload, r.TraceParent, r.CausationId, r.CorrelationId);

    /// <summary>The record with its hash set from its other fields: a copy.</summary>
    public static JournalRecord Seal(JournalRecord record) => record with { Hash = Compute(record) };

    /// <summary>A record of these fields with its hash. Every decision makes one: made first and copied for its hash, records were a tenth of what is allocated.</summary>
    public static JournalRecord Make(
        RecordHash previous, EntityKey entity, long version, DateTimeOffset recordedAt, DateTimeOffset occurredAt, UpdateId cause, long? sequence, Fingerprint fingerprint,
        string kind, int schema, string payload, string? traceParent, string? causationId, string? correlationId)
    {
        var hash = Compute(previous, entity, version, recordedAt, occurredAt, cause, sequence, fingerprint, kind, schema, payload, traceParent, causationId, correlationId);
        return new JournalRecord(
            entity, version, recordedAt, occurredAt, cause, sequence, fingerprint, kind, schema, payload, previous, hash, traceParent, causationId, correlationId);
    }

    private static RecordHash Compute(
        RecordHash previous, EntityKey entity, long version, DateTimeOffset recordedAt, DateTimeOffset occurredAt, in UpdateId cause, long? sequence, Fingerprint fingerprint,
        string kind, int schema, string payload, string? traceParent, string? causationId, string? correlationId)
    {
        var writer = _buffer ??= new ArrayBufferWriter<byte>(2048);
        writer.ResetWrittenCount();
        Span<byte> head = stackalloc byte[1 + RecordHash.Size];
        head[0] = Format;
        previous.Write(head[1..]);
        writer.Write(head);
        Text(writer, entity.Kind);
        Text(writer, entity.Id);
        Number(writer, version);
        Number(writer, Microseconds(recordedAt));
        Number(writer, Microseconds(occurredAt));
        Number(writer, occurredAt.TotalOffsetMinutes);
        Text(writer, cause.Source);
        Number(writer, cause.Epoch);
        Text(writer, cause.MessageId);
        Number(writer, sequence ?? -1);
        Number(writer, unchecked((long)fingerprint.High));
        Number(writer, unchecked((long)fingerprint.Low));
        Text(writer, kind);
        Number(writer, schema);
        Text(writer, payload);
        Text(writer, traceParent);
        Text(writer, causationId);
        Text(writer, correlationId);
        Span<byte> hash = stackalloc byte[RecordHash.Size];
        Sha256(writer, hash);
        return RecordHash.Read(hash);
    }

    private static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

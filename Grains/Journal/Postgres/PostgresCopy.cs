using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;

namespace Sync.Journal.Postgres;

/// <summary>The statement of the hot path: one COPY, which is one transaction. The column <c>xid</c> is left to its default.</summary>
internal static class PostgresCopy
{
    /// <summary>The columns that a writer fills, in the order of <see cref="Write"/> and of <see cref="PostgresConflict"/>.</summary>
    public const string Columns =
        "version, sequence, recorded_at, occurred_at, ordinal, source, source_epoch, epoch, lane_group, lane, kind, schema, occurred_offset, " +
        "entity, message_id, fingerprint, previous_hash, hash, trace_parent, causation_id, correlation_id, payload";

    /// <param name="connection">The writer's own.</param>
    /// <param name="batch">What to write.</param>
    /// <param name="timeout">How long the server may take.</param>
    /// <param name="committing">Called before the request to commit is sent: a failure before that means that nothing is durable.</param>
    public static async Task RunAsync(NpgsqlConnection connection, PostgresBatch batch, TimeSpan timeout, Action committing)
    {
        await using var importer = await connection.BeginBinaryImportAsync($"copy journal ({Columns}) from stdin (format binary)");
        importer.Timeout = timeout;
        using var hashes = MemoryPool<byte>.Shared.Rent(batch.Rows.Count * RowHashes.Size);
        for (var i = 0; i < batch.Rows.Count; i++)
        {
            var row = batch.Rows[i];
            Write(importer, row, batch.Epoch, new RowHashes(hashes.Memory.Slice(i * RowHashes.Size, RowHashes.Size), row.Record));
        }

        committing();
        await importer.CompleteAsync();
    }

    private static void Write(NpgsqlBinaryImporter importer, in PostgresBatch.Row row, short epoch, RowHashes hashes)
    {
        var record = row.Record;
        importer.StartRow();
        importer.Write(record.Version, NpgsqlDbType.Bigint);
        if (record.Sequence is { } sequence) importer.Write(sequence, NpgsqlDbType.Bigint);
        else importer.WriteNull();
        importer.Write(record.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        importer.Write(record.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        importer.Write(row.Ordinal, NpgsqlDbType.Integer);
        importer.Write(row.Source, NpgsqlDbType.Integer);
        importer.Write(record.Cause.Epoch, NpgsqlDbType.Integer);
        importer.Write(epoch, NpgsqlDbType.Smallint);
        importer.Write(row.LaneGroup, NpgsqlDbType.Smallint);
        importer.Write(row.Lane, NpgsqlDbType.Smallint);
        importer.Write(row.Kind, NpgsqlDbType.Smallint);
        importer.Write((short)record.Schema, NpgsqlDbType.Smallint);
        importer.Write((short)record.OccurredAt.TotalOffsetMinutes, NpgsqlDbType.Smallint);
        importer.Write(row.Entity, NpgsqlDbType.Text);
        importer.Write(record.Cause.MessageId, NpgsqlDbType.Text);
        importer.Write(hashes.Fingerprint, NpgsqlDbType.Bytea);
        importer.Write(hashes.Previous, NpgsqlDbType.Bytea);
        importer.Write(hashes.Own, NpgsqlDbType.Bytea);
        Text(importer, record.TraceParent);
        Text(importer, record.CausationId);
        Text(importer, record.CorrelationId);
        importer.Write(record.Payload, NpgsqlDbType.Text);
    }

    private static void Text(NpgsqlBinaryImporter importer, string? value)
    {
        if (value is null) importer.WriteNull();
        else importer.Write(value, NpgsqlDbType.Text);
    }

    /// <summary>The three hashes of a row, in a stretch of the batch's own memory. COPY has sent them before the batch gives it back.</summary>
    private readonly struct RowHashes
    {
        public const int Size = Sync.Contracts.Fingerprint.Size + (2 * RecordHash.Size);
        private readonly Memory<byte> _bytes;

        public RowHashes(Memory<byte> bytes, JournalRecord record)
        {
            _bytes = bytes;
            record.Fingerprint.Write(bytes.Span);
            record.PreviousHash.Write(bytes.Span[Sync.Contracts.Fingerprint.Size..]);
            record.Hash.Write(bytes.Span[(Sync.Contracts.Fingerprint.Size + RecordHash.Size)..]);
        }

        public ReadOnlyMemory<byte> Fingerprint => _bytes[..Sync.Contracts.Fingerprint.Size];

        public ReadOnlyMemory<byte> Previous => _bytes.Slice(Sync.Contracts.Fingerprint.Size, RecordHash.Size);

        public ReadOnlyMemory<byte> Own => _bytes[(Sync.Contracts.Fingerprint.Size + RecordHash.Size)..];
    }
}

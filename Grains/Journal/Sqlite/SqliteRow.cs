using Microsoft.Data.Sqlite;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>Reads rows of the journal.</summary>
internal static class SqliteRow
{
    /// <summary>The columns in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns =
        "position, entity, version, recorded_at, occurred_at, occurred_offset, source, source_epoch, message_id, sequence, fingerprint, " +
        "kind, schema, payload, previous_hash, hash, trace_parent, causation_id, correlation_id";

    /// <summary>Every record that a statement finds, with its position.</summary>
    public static List<FeedRecord> ReadAll(SqliteDatabase database, SqliteNames names, SqliteCommand command)
    {
        var rows = new List<StoredRow>();
        using (var reader = command.ExecuteReader())
            while (reader.Read()) rows.Add(Read(reader));

        return rows.ConvertAll(row => new FeedRecord(row.Position, names.Complete(database, row)));
    }

    private static StoredRow Read(SqliteDataReader reader)
    {
        var record = new JournalRecord(
            EntityKey.Parse(reader.GetString(1)),
            reader.GetInt64(2),
            Instant.FromMicroseconds(reader.GetInt64(3)),
            Instant.FromMicroseconds(reader.GetInt64(4), reader.GetInt32(5)),
            new UpdateId("", reader.GetInt32(7), reader.GetString(8)),
            reader.IsDBNull(9) ? null : reader.GetInt64(9),
            Fingerprint.Read(reader.GetFieldValue<byte[]>(10)),
            "",
            reader.GetInt32(12),
            reader.GetString(13),
            RecordHash.Read(reader.GetFieldValue<byte[]>(14)),
            RecordHash.Read(reader.GetFieldValue<byte[]>(15)),
            reader.IsDBNull(16) ? null : reader.GetString(16),
            reader.IsDBNull(17) ? null : reader.GetString(17),
            reader.IsDBNull(18) ? null : reader.GetString(18));
        return new StoredRow(new FeedPosition(0, reader.GetInt64(0), 0), record, reader.GetInt32(6), reader.GetInt32(11));
    }
}

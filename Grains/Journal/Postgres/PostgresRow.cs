using Npgsql;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Postgres;

/// <summary>Reads rows of the journal.</summary>
internal static class PostgresRow
{
    /// <summary>The columns in the order in which <see cref="Read"/> takes them, of the table <c>j</c>.</summary>
    public const string Columns =
        "j.epoch, j.xid, j.ordinal, j.entity, j.version, j.recorded_at, j.occurred_at, j.occurred_offset, j.source, j.source_epoch, j.message_id, " +
        "j.sequence, j.fingerprint, j.kind, j.schema, j.payload, j.previous_hash, j.hash, j.trace_parent, j.causation_id, j.correlation_id";

    /// <summary>The partition of a lane group. Naming it saves the planner sixteen looks.</summary>
    public static string Table(int laneGroup) => $"journal_{laneGroup:00}";

    public static async Task<List<StoredRow>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<StoredRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(Read(reader));
        return rows;
    }

    public static FeedPosition Position(NpgsqlDataReader reader) =>
        new(reader.GetInt16(0), checked((long)reader.GetFieldValue<ulong>(1)), reader.GetInt32(2));

    private static StoredRow Read(NpgsqlDataReader reader)
    {
        var record = new JournalRecord(
            EntityKey.Parse(reader.GetString(3)),
            reader.GetInt64(4),
            new DateTimeOffset(reader.GetDateTime(5)),
            new DateTimeOffset(reader.GetDateTime(6)).ToOffset(TimeSpan.FromMinutes(reader.GetInt16(7))),
            new UpdateId("", reader.GetInt32(9), reader.GetString(10)),
            reader.IsDBNull(11) ? null : reader.GetInt64(11),
            Fingerprint.Read(reader.GetFieldValue<byte[]>(12)),
            "",
            reader.GetInt16(14),
            reader.GetString(15),
            RecordHash.Read(reader.GetFieldValue<byte[]>(16)),
            RecordHash.Read(reader.GetFieldValue<byte[]>(17)),
            reader.IsDBNull(18) ? null : reader.GetString(18),
            reader.IsDBNull(19) ? null : reader.GetString(19),
            reader.IsDBNull(20) ? null : reader.GetString(20));
        return new StoredRow(Position(reader), record, reader.GetInt32(8), reader.GetInt16(13));
    }
}

using Npgsql;
using Sync.Contracts;

namespace Sync.Journal.Tests.Support;

/// <summary>Writes records without the journal, as a statement of somebody's own transaction.</summary>
public static class RawRows
{
    private const int Lanes = 64;

    /// <summary>An insert into the journal's table; source and kind are the first of the dictionary.</summary>
    public static async Task InsertAsync(this NpgsqlConnection connection, JournalRecord record)
    {
        var lane = record.Entity.Lane(Lanes);
        await using var command = new NpgsqlCommand(
            """
            insert into journal (version, sequence, recorded_at, occurred_at, ordinal, source, source_epoch, epoch, lane_group, lane, kind, schema,
              occurred_offset, entity, message_id, fingerprint, previous_hash, hash, trace_parent, causation_id, correlation_id, payload)
            values ($1, $2, $3, $4, $5, 1, $6, 0, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """,
            connection);
        object?[] values =
        [
            record.Version, record.Sequence, record.RecordedAt.UtcDateTime, record.OccurredAt.UtcDateTime, (int)record.Version, record.Cause.Epoch,
            (short)(lane % 16), (short)lane, (short)record.Schema, (short)record.OccurredAt.TotalOffsetMinutes, record.Entity.ToString(),
            record.Cause.MessageId, record.Fingerprint.ToArray(), record.PreviousHash.ToArray(), record.Hash.ToArray(), record.TraceParent,
            record.CausationId, record.CorrelationId, record.Payload,
        ];
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<object?> RunAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

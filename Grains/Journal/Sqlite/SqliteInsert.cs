using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sync.Contracts;
using Sync.Journal.Storage;
using static SQLitePCL.raw;

namespace Sync.Journal.Sqlite;

/// <summary>The statement of the hot path: one prepared insert, bound by position and without boxing.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private const string Sql = """
        insert into journal (lane, entity, version, recorded_at, occurred_at, occurred_offset, source, source_epoch, message_id, sequence,
          fingerprint, kind, schema, payload, previous_hash, hash, trace_parent, causation_id, correlation_id)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        on conflict (entity, version) do nothing
        """;

    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[4096];

    public SqliteInsert(SqliteConnection connection)
    {
        _handle = connection.Handle!;
        Check(sqlite3_prepare_v2(_handle, Sql, out _statement));
    }

    /// <summary>False when another activation has written this version.</summary>
    public bool Run(JournalRecord record, string entity, int lane, int source, int kind)
    {
        Number(1, lane);
        Text(2, entity);
        Number(3, record.Version);
        Number(4, Instant.ToMicroseconds(record.RecordedAt));
        Number(5, Instant.ToMicroseconds(record.OccurredAt));
        Number(6, record.OccurredAt.TotalOffsetMinutes);
        Number(7, source);
        Number(8, record.Cause.Epoch);
        Text(9, record.Cause.MessageId);
        if (record.Sequence is { } sequence) Number(10, sequence);
        else Check(sqlite3_bind_null(_statement, 10));
        Span<byte> bytes = stackalloc byte[RecordHash.Size];
        record.Fingerprint.Write(bytes);
        Blob(11, bytes[..Fingerprint.Size]);
        Number(12, kind);
        Number(13, record.Schema);
        Text(14, record.Payload);
        record.PreviousHash.Write(bytes);
        Blob(15, bytes);
        record.Hash.Write(bytes);
        Blob(16, bytes);
        Text(17, record.TraceParent);
        Text(18, record.CausationId);
        Text(19, record.CorrelationId);
        var result = sqlite3_step(_statement);
        sqlite3_reset(_statement);
        if (result != SQLITE_DONE) Check(result);
        return sqlite3_changes(_handle) == 1;
    }

    /// <summary>The position of the record that was written last.</summary>
    public long Position => sqlite3_last_insert_rowid(_handle);

    public void Dispose() => _statement.Dispose();

    private void Number(int index, long value) => Check(sqlite3_bind_int64(_statement, index, value));

    private void Blob(int index, ReadOnlySpan<byte> value) => Check(sqlite3_bind_blob(_statement, index, value));

    private void Text(int index, string? value)
    {
        if (value is null)
        {
            Check(sqlite3_bind_null(_statement, index));
        }
        else if (value.Length == 0)
        {
            // An empty span has no address, which would mean null.
            Check(sqlite3_bind_text(_statement, index, value));
        }
        else
        {
            var most = Encoding.UTF8.GetMaxByteCount(value.Length);
            if (_text.Length < most) _text = new byte[most];
            Check(sqlite3_bind_text(_statement, index, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text))));
        }
    }

    private void Check(int result)
    {
        if (result != SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _handle);
    }
}

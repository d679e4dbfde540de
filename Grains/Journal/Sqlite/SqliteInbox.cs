using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Sync.Contracts;
using Sync.Journal.Inbox;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>The inbox log. Writes run on the writer's thread.</summary>
internal sealed class SqliteInbox(SqliteWriter writer, SqliteReaders readers) : IInboxStore
{
    private const string Insert =
        """
        insert into inbox (queue, off, stream, received_at, message_id, media_type, message_key, headers, body, length, fingerprint)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (stream, message_id) do nothing
        """;

    public async Task<ImmutableArray<InboxPlace>> AppendAsync(
        int queue, string stream, ImmutableArray<InboundMessage> messages, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var fingerprints = messages.Select(InboxText.Fingerprint).ToArray();
        var added = new HashSet<string>(StringComparer.Ordinal);
        var stored = new Dictionary<string, (long, long, byte[])>(StringComparer.Ordinal);
        await writer.TransactAsync(database =>
        {
            database.Bind("insert into inbox_queue (queue, last) values ($1, 0) on conflict do nothing", queue).ExecuteNonQuery();
            var last = Convert.ToInt64(database.Bind("select last from inbox_queue where queue = $1", queue).ExecuteScalar());
            for (var i = 0; i < messages.Length; i++)
            {
                var one = messages[i];
                var rows = database.Bind(
                    Insert, queue, last + 1, stream, Instant.ToMicroseconds(receivedAt), one.Id, one.MediaType, one.Key, InboxText.OfHeaders(one.Headers), one.Body.ToArray(),
                    one.Body.Length, fingerprints[i]).ExecuteNonQuery();
                if (rows == 1 && added.Add(one.Id)) last++;
                using var row = database.Bind("select number, off, fingerprint from inbox where stream = $1 and message_id = $2", stream, one.Id).ExecuteReader();
                row.Read();
                stored[one.Id] = (row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2));
            }

            database.Bind("update inbox_queue set last = $2 where queue = $1", queue, last).ExecuteNonQuery();
        });
        return InboxText.Places(messages, fingerprints, stored, added);
    }

    public Task<ImmutableArray<(int Queue, long Last)>> ReadEndsAsync(CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Ends, static r => (r.GetInt32(0), r.GetInt64(1)), cancellationToken);

    public Task<ImmutableArray<InboxEntry>> ReadLogAsync(int queue, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Log, static r => new InboxEntry(r.GetInt64(0), r.GetString(1)), cancellationToken, queue, after, max);

    public async Task<long> ReadCheckpointAsync(int queue, CancellationToken cancellationToken) =>
        (await ReadAsync(InboxSql.Checkpoint, static r => r.GetInt64(0), cancellationToken, queue)).FirstOrDefault();

    public Task SaveCheckpointAsync(int queue, long offset, CancellationToken cancellationToken) => ExecuteAsync(InboxSql.SaveCheckpoint, queue, offset);

    public Task<ImmutableArray<InboxRecord>> ReadPendingAsync(string stream, long upTo, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Pending, SqliteInboxRow.Read, cancellationToken, stream, upTo, max);

    public Task<ImmutableArray<InboxHold>> ReadHoldsAsync(string stream, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            InboxSql.Holds, static r => new InboxHold(r.GetInt64(0), r.GetInt64(1), (InboxState)r.GetInt32(2), InboxText.ToKeys(r.GetString(3))),
            cancellationToken, stream, after, max);

    public Task<ImmutableArray<string>> ReadBehindAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Behind, static r => r.GetString(0), cancellationToken, Instant.ToMicroseconds(before), max);

    public async Task<InboxRecord?> FindAsync(long number, CancellationToken cancellationToken) =>
        (await ReadAsync(InboxSql.WithBody + "where number = $1", SqliteInboxRow.Read, cancellationToken, number)).FirstOrDefault();

    public async Task<bool> SaveAsync(long number, int revision, InboxMark mark, CancellationToken cancellationToken) => await ExecuteAsync(
        InboxSql.Save, number, revision, (int)mark.State, Instant.ToMicroseconds(mark.At), mark.Reason?.Code, mark.Reason?.Message, mark.Reason?.Cure,
        InboxText.OfKeys(mark.Keys), InboxText.OfSummary(mark.Summary), mark.Receipts) == 1;

    public Task<ImmutableArray<InboxRecord>> ListAsync(InboxQuery query, CancellationToken cancellationToken)
    {
        object?[] limits = [query.Max, query.Before ?? long.MaxValue];
        return ReadAsync(InboxSql.List(query), SqliteInboxRow.Read, cancellationToken, query.Stream is { } stream ? [.. limits, stream] : limits);
    }

    public Task AddActAsync(long number, InboxAct act, CancellationToken cancellationToken) =>
        ExecuteAsync(InboxSql.AddAct, number, act.Id, act.Action, act.By, act.Reason, Instant.ToMicroseconds(act.At));

    public Task<ImmutableArray<InboxAct>> ReadActsAsync(long number, CancellationToken cancellationToken) => ReadAsync(
        InboxSql.Acts, static r => new InboxAct(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Instant.FromMicroseconds(r.GetInt64(4))),
        cancellationToken, number);

    private Task<ImmutableArray<T>> ReadAsync<T>(string sql, Func<SqliteDataReader, T> row, CancellationToken cancellationToken, params object?[] values) => readers.ReadAsync(
        database =>
        {
            var rows = ImmutableArray.CreateBuilder<T>();
            using var reader = database.Bind(sql, values).ExecuteReader();
            while (reader.Read()) rows.Add(row(reader));
            return rows.ToImmutable();
        },
        cancellationToken);

    private async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        var rows = 0;
        await writer.TransactAsync(database => rows = database.Bind(sql, values).ExecuteNonQuery());
        return rows;
    }
}

using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Inbox;

namespace Sync.Journal.Postgres;

/// <summary>The inbox log. Every statement may be done twice, so the shared connections do.</summary>
internal sealed class PostgresInbox(PostgresPool pool) : IInboxStore
{
    private const string Append =
        """
        with q as (
          insert into inbox_queue (queue, last) values ($1, $2) on conflict (queue) do update set last = inbox_queue.last + $2 returning last
        )
        insert into inbox (queue, off, stream, received_at, message_id, media_type, message_key, headers, body, length, fingerprint)
        select $1, q.last - $2 + m.place, $3, $4, m.id, m.media_type, m.key, m.headers, m.body, length(m.body), m.fingerprint
        from q, unnest($5, $6, $7, $8, $9, $10) with ordinality as m (id, media_type, key, headers, body, fingerprint, place)
        on conflict (stream, message_id) do nothing returning message_id
        """;

    public Task<ImmutableArray<InboxPlace>> AppendAsync(
        int queue, string stream, ImmutableArray<InboundMessage> messages, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var fingerprints = messages.Select(InboxText.Fingerprint).ToArray();
        return pool.RunAsync(async connection =>
        {
            // A batch is one transaction; its second statement sees what another call has added while the first waited for the queue.
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Insert(queue, stream, messages, fingerprints, receivedAt),
                    new NpgsqlBatchCommand("select message_id, number, off, fingerprint from inbox where stream = $1 and message_id = any($2)")
                    {
                        Parameters = { Value(stream), Array(NpgsqlDbType.Text, messages.Select(static m => m.Id)) },
                    },
                },
            };
            var added = new HashSet<string>(StringComparer.Ordinal);
            var stored = new Dictionary<string, (long, long, byte[])>(StringComparer.Ordinal);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) added.Add(reader.GetString(0));
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) stored[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3));
            return InboxText.Places(messages, fingerprints, stored, added);
        }, cancellationToken);
    }

    public Task<ImmutableArray<(int Queue, long Last)>> ReadEndsAsync(CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Ends, static r => (r.GetInt32(0), r.GetInt64(1)), cancellationToken);

    public Task<ImmutableArray<InboxEntry>> ReadLogAsync(int queue, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Log, static r => new InboxEntry(r.GetInt64(0), r.GetString(1)), cancellationToken, Value(queue), Value(after), Value((long)max));

    public async Task<long> ReadCheckpointAsync(int queue, CancellationToken cancellationToken) =>
        (await ReadAsync(InboxSql.Checkpoint, static r => r.GetInt64(0), cancellationToken, Value(queue))).FirstOrDefault();

    public Task SaveCheckpointAsync(int queue, long offset, CancellationToken cancellationToken) =>
        ExecuteAsync(InboxSql.SaveCheckpoint, cancellationToken, Value(queue), Value(offset));

    public Task<ImmutableArray<InboxRecord>> ReadPendingAsync(string stream, long upTo, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Pending, PostgresInboxRow.Read, cancellationToken, Value(stream), Value(upTo), Value((long)max));

    public Task<ImmutableArray<InboxHold>> ReadHoldsAsync(string stream, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            InboxSql.Holds, static r => new InboxHold(r.GetInt64(0), r.GetInt64(1), (InboxState)r.GetInt16(2), InboxText.ToKeys(r.GetString(3))),
            cancellationToken, Value(stream), Value(after), Value((long)max));

    public Task<ImmutableArray<string>> ReadBehindAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        ReadAsync(InboxSql.Behind, static r => r.GetString(0), cancellationToken, Time(before), Value((long)max));

    public async Task<InboxRecord?> FindAsync(long number, CancellationToken cancellationToken) =>
        (await ReadAsync(InboxSql.WithBody + "where number = $1", PostgresInboxRow.Read, cancellationToken, Value(number))).FirstOrDefault();

    public async Task<bool> SaveAsync(long number, int revision, InboxMark mark, CancellationToken cancellationToken) => await ExecuteAsync(
        InboxSql.Save, cancellationToken, Value(number), Value(revision), Value((short)mark.State), Time(mark.At), Text(mark.Reason?.Code), Text(mark.Reason?.Message),
        Text(mark.Reason?.Cure), Value(InboxText.OfKeys(mark.Keys)), Value(InboxText.OfSummary(mark.Summary)), Text(mark.Receipts)) == 1;

    public Task<ImmutableArray<InboxRecord>> ListAsync(InboxQuery query, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] limits = [Value((long)query.Max), Value(query.Before ?? long.MaxValue)];
        return ReadAsync(InboxSql.List(query), PostgresInboxRow.Read, cancellationToken, query.Stream is { } stream ? [.. limits, Value(stream)] : limits);
    }

    public Task AddActAsync(long number, InboxAct act, CancellationToken cancellationToken) => ExecuteAsync(
        InboxSql.AddAct, cancellationToken, Value(number), Value(act.Id), Value(act.Action), Value(act.By), Value(act.Reason), Time(act.At));

    public Task<ImmutableArray<InboxAct>> ReadActsAsync(long number, CancellationToken cancellationToken) => ReadAsync(
        InboxSql.Acts, static r => new InboxAct(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), new DateTimeOffset(r.GetDateTime(4))),
        cancellationToken, Value(number));

    private static NpgsqlBatchCommand Insert(int queue, string stream, ImmutableArray<InboundMessage> messages, byte[][] fingerprints, DateTimeOffset receivedAt) => new(Append)
    {
        Parameters =
        {
            Value(queue), Value((long)messages.Length), Value(stream), Time(receivedAt),
            Array(NpgsqlDbType.Text, messages.Select(static m => m.Id)),
            Array(NpgsqlDbType.Text, messages.Select(static m => m.MediaType)),
            Array(NpgsqlDbType.Text, messages.Select(static m => m.Key)),
            Array(NpgsqlDbType.Text, messages.Select(static m => InboxText.OfHeaders(m.Headers))),
            Array(NpgsqlDbType.Bytea, messages.Select(static m => m.Body.ToArray())),
            Array(NpgsqlDbType.Bytea, fingerprints),
        },
    };

    private Task<ImmutableArray<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        pool.RunAsync(async connection =>
        {
            await using var command = Command(sql, connection, parameters);
            var rows = ImmutableArray.CreateBuilder<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
            return rows.ToImmutable();
        }, cancellationToken);

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) => pool.RunAsync(async connection =>
    {
        await using var command = Command(sql, connection, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    // A parameter belongs to one command, and the work may be done twice.
    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter<DateTime> Time(DateTimeOffset value) => new() { TypedValue = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}

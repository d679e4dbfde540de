using Sync.Contracts;

namespace Sync.Journal.Inbox;

/// <summary>Statements that both stores spell alike.</summary>
internal static class InboxSql
{
    private const string Columns =
        "number, off, stream, message_id, media_type, message_key, headers, length, received_at, revision, decided_at, state, code, message, cure, keys, summary, ";

    public const string WithBody = $"select {Columns}body, receipts from inbox ";

    public const string Pending = WithBody + "where stream = $1 and state = 0 and off <= $2 order by off limit $3";

    public const string Holds = "select number, off, state, keys from inbox where stream = $1 and state in (2, 3) and off > $2 order by off limit $3";

    public const string Log = "select off, stream from inbox where queue = $1 and off > $2 order by off limit $3";

    public const string Ends = "select queue, last from inbox_queue order by queue";

    public const string Checkpoint = "select off from inbox_checkpoint where queue = $1";

    public const string SaveCheckpoint =
        "insert into inbox_checkpoint (queue, off) values ($1, $2) on conflict (queue) do update set off = excluded.off where excluded.off > inbox_checkpoint.off";

    public const string Behind =
        "select stream from (select stream from inbox where state = 0 and received_at < $1 union select stream from inbox where state = 3) as behind order by stream limit $2";

    public const string Save =
        """
        update inbox set revision = revision + 1, state = $3, decided_at = $4, code = $5, message = $6, cure = $7, keys = $8, summary = $9, receipts = $10
        where number = $1 and revision = $2
        """;

    public const string AddAct = "insert into inbox_act (number, id, action, actor, reason, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    public const string Acts = "select id, action, actor, reason, at from inbox_act where number = $1 order by at, id";

    /// <summary>A list; <c>$1</c> is the limit, <c>$2</c> the number before which it begins, <c>$3</c> the stream where one is asked for.</summary>
    public static string List(InboxQuery query) =>
        $"select {Columns}null, null from inbox where number < $2{(query.Stream is null ? "" : " and stream = $3")}{State(query.State)} order by number desc limit $1";

    // A constant: the partial indexes are found by it.
    private static string State(InboxState? state) => state is { } one ? $" and state = {(int)one}" : "";
}

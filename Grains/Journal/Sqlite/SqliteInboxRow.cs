using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Sync.Contracts;
using Sync.Journal.Inbox;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>A message as a row.</summary>
internal static class SqliteInboxRow
{
    public static InboxRecord Read(SqliteDataReader row)
    {
        var message = new InboundMessage(
            row.GetString(3), row.GetString(4), ImmutableCollectionsMarshal.AsImmutableArray(row.IsDBNull(17) ? [] : row.GetFieldValue<byte[]>(17)), Text(row, 5),
            InboxText.ToHeaders(row.GetString(6)));
        var decided = row.IsDBNull(10) ? (DateTimeOffset?)null : Instant.FromMicroseconds(row.GetInt64(10));
        var mark = new InboxMark(
            (InboxState)row.GetInt32(11), decided ?? default, Text(row, 12) is { } code ? new Refusal(code, row.GetString(13), row.GetString(14)) : null,
            InboxText.ToKeys(row.GetString(15)), InboxText.ToSummary(row.GetString(16)), Text(row, 18));
        return new InboxRecord(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), message, row.GetInt32(7), Instant.FromMicroseconds(row.GetInt64(8)), row.GetInt32(9), decided, mark);
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Sync.Journal.Sqlite;

/// <summary>Says in words of the journal what the file refused.</summary>
internal static class SqliteFaults
{
    /// <summary>A write that was rolled back.</summary>
    public static JournalUnavailableException OfWrite(Exception e) => new($"the journal cannot be written: {Reason(e)}", e);

    /// <summary>A read.</summary>
    public static Exception OfRead(SqliteException e) => e.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB
        ? new JournalCorruptException($"the journal's file is damaged: {e.Message}")
        : new JournalUnavailableException($"the journal cannot be read: {Reason(e)}", e);

    private static string Reason(Exception e) => (e as SqliteException)?.SqliteErrorCode switch
    {
        SQLITE_FULL => "the disk is full. Free some space; it goes on by itself",
        SQLITE_BUSY or SQLITE_LOCKED => "another program has locked the file. End that program's transaction; it goes on by itself",
        SQLITE_READONLY => "the file is read-only. Give this program the right to write it",
        SQLITE_CANTOPEN => "the file cannot be opened. Check the path and the rights of its folder",
        _ => e.Message,
    };
}

using Microsoft.Data.Sqlite;
using Sync.Contracts;
using Sync.Journal.Writing;
using static SQLitePCL.raw;

namespace Sync.Journal.Sqlite;

/// <summary>The one connection that writes, on a thread of its own. A failure closes it, and the next transaction opens it again:
/// nothing that a disk or another program did to the file outlives its cause.</summary>
internal sealed class SqliteWriter(string path, SqliteNames names) : IDisposable
{
    private SqliteDatabase? _database;

    public WriterThread Thread { get; } = new("journal writer");

    /// <summary>Runs a transaction on the writer's thread.</summary>
    public Task TransactAsync(Action<SqliteDatabase> work) => Thread.RunAsync(() =>
    {
        Transact(work);
        return true;
    });

    /// <summary>Runs a transaction; the caller is on the writer's thread.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of it is durable.</exception>
    /// <exception cref="OutcomeUnknownException">The disk failed in the commit itself.</exception>
    public void Transact(Action<SqliteDatabase> work)
    {
        try
        {
            _database ??= SqliteDatabase.Open(path, readOnly: false);
            _database.Execute("begin immediate");
            work(_database);
        }
        catch (Exception e)
        {
            Abandon();
            throw SqliteFaults.OfWrite(e);
        }

        try
        {
            _database.Execute("commit");
        }
        catch (SqliteException e)
        {
            Abandon();
            // All pages of a commit are in the log before it is forced to disk. When the forcing fails they may be there after a crash;
            // when writing them fails (a full disk), the last one, which makes it a commit, is not.
            throw e.SqliteErrorCode == SQLITE_IOERR
                ? new OutcomeUnknownException("the disk failed while a commit was forced to it: send the same update again", e)
                : SqliteFaults.OfWrite(e);
        }
    }

    /// <summary>Shows the connection to tests that put obstacles in its way.</summary>
    public Task<T> InspectAsync<T>(Func<SqliteDatabase, T> look) =>
        Thread.RunAsync(() => look(_database ??= SqliteDatabase.Open(path, readOnly: false)));

    public void Dispose()
    {
        Thread.Dispose();
        _database?.Dispose();
    }

    private void Abandon()
    {
        // Closing rolls back. Numbers that were given to names in the transaction are gone with it.
        _database?.Dispose();
        _database = null;
        names.Forget();
    }
}

using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>Says in words of the journal what the server refused.</summary>
internal static class PostgresFaults
{
    /// <summary>The server refused the statement and rolled back; the connection lives. Anything else leaves the outcome open: also a FATAL
    /// error, because the server may end a connection between a commit and its answer.</summary>
    public static bool IsRefusal(Exception e) => e is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>Another transaction holds or has one of our keys.</summary>
    public static bool IsConflict(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected };

    public static bool IsLockTimeout(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>A connection that failed, in any of the ways in which the driver says so.</summary>
    public static bool IsFailure(Exception e) => e is NpgsqlException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException;

    public static JournalUnavailableException OfWrite(Exception e) => new($"the journal cannot be written: {Reason(e)}", e);

    public static JournalUnavailableException OfRead(Exception e) => new($"the journal cannot be read: {Reason(e)}", e);

    private static string Reason(Exception e) => (e as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "the server's disk is full. Free some space; it goes on by itself",
        PostgresErrorCodes.LockNotAvailable => "another transaction holds a lock on it. End that transaction; it goes on by itself",
        PostgresErrorCodes.ReadOnlySqlTransaction => "the server is read-only. Connect to the primary",
        PostgresErrorCodes.InsufficientPrivilege => "the role lacks a right. Give it the schema and its tables",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "the server refuses the role or its password",
        null => $"the server cannot be reached ({e.Message}). It goes on by itself when the server is back",
        _ => e.Message,
    };
}

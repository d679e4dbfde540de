using Microsoft.Data.Sqlite;

namespace Sync.Journal.Sqlite;

/// <summary>One connection to the file with the statements it has prepared. Used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private SqliteInsert? _insert;

    private SqliteDatabase(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>The statement that appends.</summary>
    public SqliteInsert Insert => _insert ??= new SqliteInsert(Connection);

    /// <summary>Opens the file; creates it if it is not there and this is a writer.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path, bool readOnly)
    {
        if (!readOnly && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            // The client asks again while the file is locked, as long as a command may take; one second is the least it knows.
            DefaultTimeout = 1,
        }.ToString());
        var database = new SqliteDatabase(connection);
        try
        {
            connection.Open();
            // An answer rests on the record being on disk, so each commit is forced there. The log may grow to 160 MB before it is carried over, a tenth
            // of a second: pages that change in every commit are then carried once.
            database.Execute("pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 40000; pragma temp_store = memory");
            // Entities are many and each has its place in the fence: at the default of 2 MB the writer reads most pages that it changes (both settings
            // together: half as many records again a second).
            database.Execute(readOnly ? "pragma query_only = on" : "pragma cache_size = -65536");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A prepared statement with its parameters <c>$1</c>, <c>$2</c>, ... set.</summary>
    public SqliteCommand Bind(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    public void Dispose()
    {
        // A connection closes, and gives its lock back, only when it has no statement left.
        _insert?.Dispose();
        foreach (var command in _prepared.Values) command.Dispose();
        Connection.Dispose();
    }
}

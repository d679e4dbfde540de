using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Sync.Journal.Sqlite;

/// <summary>A few connections that only read, beside the writer. Their calls block, so each runs on a thread of the pool.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private const int Count = 4;
    private readonly SemaphoreSlim _free = new(Count);
    private readonly ConcurrentBag<SqliteDatabase> _idle = [];

    public async Task<T> ReadAsync<T>(Func<SqliteDatabase, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var database)) database.Dispose();
        _free.Dispose();
    }

    private T Read<T>(Func<SqliteDatabase, T> read)
    {
        SqliteDatabase? database = null;
        try
        {
            if (!_idle.TryTake(out database)) database = SqliteDatabase.Open(path, readOnly: true);
            var result = read(database);
            _idle.Add(database);
            return result;
        }
        catch (SqliteException e)
        {
            // Whatever is wrong with the file, the next read starts afresh.
            database?.Dispose();
            throw SqliteFaults.OfRead(e);
        }
    }
}

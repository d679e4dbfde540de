using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The shared connections, for work that may be done twice: reads, and writes that are idempotent.</summary>
internal sealed class PostgresPool(NpgsqlDataSource source)
{
    /// <summary>Runs work on a connection. Where the connection turns out to be dead, every idle one is given up and the work is done over, once:
    /// after a restart of the server the pool is full of dead ones.</summary>
    /// <exception cref="JournalUnavailableException">The server refuses or cannot be reached.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken = default)
    {
        try
        {
            return await OnceAsync(work, cancellationToken);
        }
        catch (NpgsqlException e) when (!PostgresFaults.IsRefusal(e))
        {
            source.Clear();
        }

        try
        {
            return await OnceAsync(work, cancellationToken);
        }
        catch (NpgsqlException e) when (!PostgresFaults.IsRefusal(e))
        {
            throw PostgresFaults.OfRead(e);
        }
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (PostgresException e) when (PostgresFaults.IsRefusal(e))
        {
            throw PostgresFaults.OfRead(e);
        }
    }
}

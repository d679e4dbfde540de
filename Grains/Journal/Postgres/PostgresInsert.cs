using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The statement for a few records: prepared, everything in one message, and the answer says in which transaction they are. COPY asks the server first
/// whether it may begin, and does not say. One writer's own; not thread-safe.</summary>
internal sealed class PostgresInsert : IAsyncDisposable
{
    /// <summary>Beyond, COPY is cheaper for both sides.</summary>
    public const int MaxRows = 24;

    private const string Sql = $"""
        insert into journal ({PostgresCopy.Columns})
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        returning xid
        """;

    private readonly NpgsqlCommand _command;
    private bool _prepared;

    public PostgresInsert(NpgsqlConnection connection)
    {
        _command = new NpgsqlCommand(Sql, connection);
        PostgresColumns.Declare(_command.Parameters);
    }

    /// <param name="batch">The records.</param>
    /// <param name="onCommitting">Called before anything is sent that can commit.</param>
    /// <returns>The transaction.</returns>
    public async Task<long> RunAsync(PostgresBatch batch, Action onCommitting)
    {
        if (!_prepared) await _command.PrepareAsync();
        _prepared = true;
        PostgresColumns.Fill(_command.Parameters, batch);
        onCommitting();
        await using var reader = await _command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var transaction = (long)reader.GetFieldValue<ulong>(0);

        // The rows come before the commit; only the end of the answer says that it went well, and disposing a reader says nothing.
        while (await reader.NextResultAsync())
        {
        }

        return transaction;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}

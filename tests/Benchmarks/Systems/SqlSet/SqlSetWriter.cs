using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.SqlSet;

/// <summary>One connection that takes up to 1,000 waiting updates a transaction. It alone writes its share of the positions,
/// so transactions never wait for each other's rows.</summary>
internal sealed class SqlSetWriter : IAsyncDisposable
{
    private const int RowsPerTransaction = 1_000;
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = true });
    private readonly NpgsqlConnection _connection;
    private readonly Task _loop;

    private SqlSetWriter(NpgsqlConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(RunAsync);
    }

    public static async Task<SqlSetWriter> StartAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(SqlSetTables.Incoming, connection);
        await command.ExecuteNonQueryAsync();
        return new SqlSetWriter(connection);
    }

    public ValueTask AddAsync(Pending pending) => _queue.Writer.WriteAsync(pending);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>(RowsPerTransaction);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < RowsPerTransaction && _queue.Reader.TryRead(out var pending)) batch.Add(pending);
            try
            {
                await WriteAsync(batch);
            }
            catch (Exception e)
            {
                foreach (var pending in batch) pending.Fail(e);
            }

            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        var applied = new bool[batch.Count];
        await using (var transaction = await _connection.BeginTransactionAsync())
        {
            await CopyAsync(batch);
            await using (var command = new NpgsqlCommand(SqlSetTables.Apply, _connection, transaction))
            {
                await command.PrepareAsync();
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync()) applied[reader.GetInt32(0)] = true;
            }

            await transaction.CommitAsync();
        }

        for (var i = 0; i < batch.Count; i++) batch[i].Answer(applied[i]);
    }

    private async Task CopyAsync(List<Pending> batch)
    {
        await using var importer = await _connection.BeginBinaryImportAsync(SqlSetTables.CopyIn);
        for (var i = 0; i < batch.Count; i++)
        {
            var update = batch[i].Update;
            var movement = PeerMovement.Of(update);
            importer.StartRow();
            importer.Write(i, NpgsqlDbType.Integer);
            importer.Write(update.Target.ToString(), NpgsqlDbType.Text);
            importer.Write(movement.Lot, NpgsqlDbType.Text);
            importer.Write(movement.Delta, NpgsqlDbType.Numeric);
            importer.Write(update.OccurredAt!.Value.UtcDateTime, NpgsqlDbType.TimestampTz);
            importer.Write(update.Id.Source, NpgsqlDbType.Text);
            importer.Write(update.Id.MessageId, NpgsqlDbType.Text);
            importer.Write(update.Sequence!.Value, NpgsqlDbType.Bigint);
            importer.Write(movement.Movement, NpgsqlDbType.Text);
            if (movement.Reference is { } reference) importer.Write(reference.Number, NpgsqlDbType.Text);
            else importer.WriteNull();
        }

        await importer.CompleteAsync();
    }
}

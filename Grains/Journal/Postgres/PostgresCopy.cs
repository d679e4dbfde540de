using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The statement of the hot path: one COPY, which is one transaction. The column <c>xid</c> is left to its default.</summary>
internal static class PostgresCopy
{
    /// <summary>The columns that a writer fills, in the order of <see cref="CopyBuffer.Row"/> and of <see cref="PostgresConflict"/>.</summary>
    public const string Columns =
        "version, sequence, recorded_at, occurred_at, ordinal, source, source_epoch, epoch, lane_group, lane, kind, schema, occurred_offset, " +
        "entity, message_id, fingerprint, previous_hash, hash, trace_parent, causation_id, correlation_id, payload";

    /// <param name="connection">The writer's own.</param>
    /// <param name="batch">What to write.</param>
    /// <param name="buffer">The writer's own.</param>
    /// <param name="timeout">How long the server may take.</param>
    /// <param name="committing">Called before the request to commit is sent: a failure before that means that nothing is durable.</param>
    public static async Task RunAsync(NpgsqlConnection connection, PostgresBatch batch, CopyBuffer buffer, TimeSpan timeout, Action committing)
    {
        var copy = await connection.BeginRawBinaryCopyAsync($"copy journal ({Columns}) from stdin (format binary)");
        try
        {
            copy.ReadTimeout = copy.WriteTimeout = (int)timeout.TotalMilliseconds;
            await WriteAsync(copy, batch, buffer);
            committing();
        }
        catch
        {
            // Never disposed before everything was written: that would commit a part.
            await copy.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await copy.DisposeAsync();
    }

    private static async Task WriteAsync(NpgsqlRawCopyStream copy, PostgresBatch batch, CopyBuffer buffer)
    {
        buffer.Begin();
        foreach (var row in batch.Rows)
        {
            buffer.Row(row, batch.Epoch);
            if (!buffer.IsFull) continue;
            await copy.WriteAsync(buffer.Written);
            buffer.Clear();
        }

        buffer.End();
        await copy.WriteAsync(buffer.Written);
    }
}

using Npgsql;

namespace Sync.Benchmarks.Systems.AdoNet;

/// <summary>Writes change records, one statement each. Thread-safe.</summary>
internal sealed class AdoNetChanges(NpgsqlDataSource source)
{
    private const string Sql =
        """
        insert into change (entity, version, occurred_at, source, message_id, sequence, payload) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (entity, version) do update set occurred_at = excluded.occurred_at, source = excluded.source,
          message_id = excluded.message_id, sequence = excluded.sequence, payload = excluded.payload
        """;

    public async Task AddAsync(Update update, long version, string payload)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = update.Target.ToString() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = update.OccurredAt!.Value.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = update.Id.Source });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = update.Id.MessageId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = update.Sequence!.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await command.ExecuteNonQueryAsync();
    }
}

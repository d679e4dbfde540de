using Npgsql;
using Sync.Journal.Schema;

namespace Sync.Journal.Postgres;

/// <summary>Brings a schema up to date. Needs the right to create only where something is missing.</summary>
internal static class PostgresMigrator
{
    /// <param name="connection">Its search path is the schema.</param>
    /// <param name="schema">The schema's name.</param>
    /// <param name="component">Whose steps.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task RunAsync(NpgsqlConnection connection, string schema, string component, CancellationToken cancellationToken)
    {
        if (Migration.Missing("postgres", component, await AppliedAsync(connection, schema, component, cancellationToken)).Count == 0) return;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, schema, cancellationToken);
        if (!await ExistsAsync(connection, "select to_regnamespace($1) is not null", schema, cancellationToken))
            await ExecuteAsync(connection, $"create schema {schema}", cancellationToken);
        // Asked again under the lock: another process may have been faster.
        var applied = await AppliedAsync(connection, schema, component, cancellationToken);
        foreach (var step in Migration.Missing("postgres", component, applied)) await ExecuteAsync(connection, step.Sql, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>For who must not change anything.</summary>
    public static async Task CheckAsync(NpgsqlConnection connection, string schema, string component, CancellationToken cancellationToken) =>
        Migration.RequireAll("postgres", component, await AppliedAsync(connection, schema, component, cancellationToken));

    /// <summary>Lets one process at a time change this schema, until the transaction ends.</summary>
    public static async Task LockAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"orleanssync {schema}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> AppliedAsync(NpgsqlConnection connection, string schema, string component, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, "select to_regclass($1) is not null", $"{schema}.schema_version", cancellationToken)) return 0;
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from schema_version where component = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = component });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

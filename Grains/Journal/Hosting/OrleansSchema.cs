using Npgsql;
using Sync.Journal.Postgres;
using Sync.Journal.Sqlite;

namespace Sync.Journal.Hosting;

/// <summary>The tables that Orleans keeps for itself: grain storage, clustering, reminders.</summary>
public static class OrleansSchema
{
    private const string Component = "orleans";

    /// <summary>The connection string for Orleans on PostgreSQL: its queries name no schema, so the search path does.</summary>
    public static string Connection(string connection, string schema = JournalOptions.DefaultSchema) =>
        new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ToString();

    /// <summary>Brings them up to date. Idempotent; does nothing where nothing is missing, and then needs no right to create.</summary>
    /// <param name="storage"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="connection">SQLite: the path of the file, apart from the journal's own. PostgreSQL: the connection string.</param>
    /// <param name="schema">PostgreSQL: the schema.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task EnsureAsync(
        string storage, string connection, string schema = JournalOptions.DefaultSchema, CancellationToken cancellationToken = default)
    {
        switch (storage)
        {
            case "sqlite":
                using (var database = SqliteDatabase.Open(connection, readOnly: false)) SqliteMigrator.Run(database, Component);
                break;
            case "postgres":
                await using (var npgsql = new NpgsqlConnection(Connection(connection, schema)))
                {
                    await npgsql.OpenAsync(cancellationToken);
                    await PostgresMigrator.RunAsync(npgsql, schema, Component, cancellationToken);
                }

                break;
            default:
                throw new ArgumentException($"the storage '{storage}' is not known: sqlite or postgres is expected", nameof(storage));
        }
    }
}

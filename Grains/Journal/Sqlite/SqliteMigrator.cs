using Sync.Journal.Schema;

namespace Sync.Journal.Sqlite;

/// <summary>Brings a file's schema up to date.</summary>
internal static class SqliteMigrator
{
    public static void Run(SqliteDatabase database, string component)
    {
        if (Migration.Missing("sqlite", component, Applied(database, component)).Count == 0) return;
        database.Execute("begin immediate");
        // Asked again under the lock: another process may have been faster.
        foreach (var step in Migration.Missing("sqlite", component, Applied(database, component))) database.Execute(step.Sql);
        database.Execute("commit");
    }

    public static int Applied(SqliteDatabase database, string component) =>
        database.Bind("select 1 from sqlite_schema where name = 'schema_version'").ExecuteScalar() is null
            ? 0
            : Convert.ToInt32(database.Bind("select coalesce(max(version), 0) from schema_version where component = $1", component).ExecuteScalar());
}

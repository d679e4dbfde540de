using Microsoft.Data.Sqlite;
using Sync.Benchmarks.Server;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Counts the stock records of a journal, past the program, in its storage.</summary>
internal sealed class JournalCounter(OursHost host, BenchDatabase? database)
{
    public async Task<long> CountAsync()
    {
        if (database is not null) return await database.CountAsync("select count(*) from orleanssync.journal where entity like 'stock/%'");
        await using var connection = new SqliteConnection($"Data Source={host.Settings.JournalFile};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = new SqliteCommand("select count(*) from journal join kind on kind.id = journal.kind where kind.name like 'stock.%'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

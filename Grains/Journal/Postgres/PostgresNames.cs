using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>The dictionary tables: numbers for sources and kinds. Thread-safe.</summary>
internal sealed class PostgresNames
{
    private readonly NameCache _sources = new();
    private readonly NameCache _kinds = new();

    /// <summary>Gives numbers to the new names of a batch, in a transaction of their own before the batch: a name without records harms nobody.</summary>
    public async Task<(Dictionary<string, int> Sources, Dictionary<string, int> Kinds)> AddAsync(NpgsqlConnection connection, IReadOnlyList<CommitGroup> groups)
    {
        var sources = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            foreach (var record in group.Records)
            {
                sources.Add(record.Cause.Source);
                kinds.Add(record.Kind);
            }
        }

        return (await FindAsync(connection, _sources, "source", sources, add: true), await FindAsync(connection, _kinds, "kind", kinds, add: true));
    }

    /// <summary>The numbers of those sources that any record has.</summary>
    public Task<Dictionary<string, int>> FindSourcesAsync(NpgsqlConnection connection, IEnumerable<string> names) =>
        FindAsync(connection, _sources, "source", names.ToHashSet(StringComparer.Ordinal), add: false);

    /// <summary>The names of these kinds.</summary>
    public Task<Dictionary<int, string>> KindsAsync(NpgsqlConnection connection, IEnumerable<int> ids) => ReadAsync(connection, _kinds, "kind", ids);

    /// <summary>The records of rows.</summary>
    public async Task<List<FeedRecord>> CompleteAsync(NpgsqlConnection connection, List<StoredRow> rows)
    {
        var sources = await ReadAsync(connection, _sources, "source", rows.Select(static row => row.Source));
        var kinds = await ReadAsync(connection, _kinds, "kind", rows.Select(static row => row.Kind));
        return rows.ConvertAll(row => new FeedRecord(row.Position, row.Record with
        {
            Cause = row.Record.Cause with { Source = sources[row.Source] },
            Kind = kinds[row.Kind],
        }));
    }

    private static async Task<Dictionary<string, int>> FindAsync(NpgsqlConnection connection, NameCache cache, string table, HashSet<string> names, bool add)
    {
        var found = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var name in names)
        {
            if (cache.TryGetId(name, out var id)) found.Add(name, id);
            else missing.Add(name);
        }

        if (missing.Count == 0) return found;
        // Sorted: whoever else adds the same names takes them in the same order.
        missing.Sort(string.CompareOrdinal);
        await using var batch = new NpgsqlBatch(connection);
        if (add)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"insert into {table} (name) select n from unnest($1) n where not exists (select 1 from {table} t where t.name = n) order by n on conflict do nothing")
            {
                Parameters = { Texts(missing) },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select id::int, name from {table} where name = any($1)") { Parameters = { Texts(missing) } });
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            cache.Add(reader.GetInt32(0), reader.GetString(1));
            found.Add(reader.GetString(1), reader.GetInt32(0));
        }

        return found;
    }

    private static async Task<Dictionary<int, string>> ReadAsync(NpgsqlConnection connection, NameCache cache, string table, IEnumerable<int> ids)
    {
        var names = new Dictionary<int, string>();
        List<int>? missing = null;
        foreach (var id in ids)
        {
            if (names.ContainsKey(id)) continue;
            if (!cache.TryGetName(id, out var name)) (missing ??= []).Add(id);
            names[id] = name ?? "";
        }

        if (missing is null) return names;
        await using var command = new NpgsqlCommand($"select id::int, name from {table} where id = any($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = missing.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            cache.Add(reader.GetInt32(0), reader.GetString(1));
            names[reader.GetInt32(0)] = reader.GetString(1);
            missing.Remove(reader.GetInt32(0));
        }

        return missing.Count == 0 ? names : throw new JournalCorruptException($"a record names the {table} {missing[0]}, which does not exist");
    }

    private static NpgsqlParameter Texts(List<string> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}

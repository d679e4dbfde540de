using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Sqlite;

/// <summary>The dictionary tables: numbers for sources and kinds.</summary>
internal sealed class SqliteNames
{
    private readonly NameCache _sources = new();
    private readonly NameCache _kinds = new();

    /// <summary>The number of a source; given in the writer's transaction if it is new.</summary>
    public int AddSource(SqliteDatabase database, string name) => Add(database, _sources, "source", name);

    /// <summary>The number of a kind; given in the writer's transaction if it is new.</summary>
    public int AddKind(SqliteDatabase database, string name) => Add(database, _kinds, "kind", name);

    /// <summary>The number of a source, or null when no record has it.</summary>
    public int? FindSource(SqliteDatabase database, string name) => _sources.TryGetId(name, out var id) ? id : Find(database, _sources, "source", name);

    public string Kind(SqliteDatabase database, int id) => Name(database, _kinds, "kind", id);

    /// <summary>The record of a row.</summary>
    public JournalRecord Complete(SqliteDatabase database, in StoredRow row) => row.Record with
    {
        Cause = row.Record.Cause with { Source = Name(database, _sources, "source", row.Source) },
        Kind = Kind(database, row.Kind),
    };

    public void Forget()
    {
        _sources.Clear();
        _kinds.Clear();
    }

    private static int Add(SqliteDatabase database, NameCache cache, string table, string name)
    {
        if (cache.TryGetId(name, out var id)) return id;
        if (Find(database, cache, table, name) is { } known) return known;
        id = Convert.ToInt32(database.Bind($"insert into {table} (name) values ($1) returning id", name).ExecuteScalar());
        cache.Add(id, name);
        return id;
    }

    private static int? Find(SqliteDatabase database, NameCache cache, string table, string name)
    {
        if (database.Bind($"select id from {table} where name = $1", name).ExecuteScalar() is not long id) return null;
        cache.Add((int)id, name);
        return (int)id;
    }

    private static string Name(SqliteDatabase database, NameCache cache, string table, int id)
    {
        if (cache.TryGetName(id, out var name)) return name;
        name = database.Bind($"select name from {table} where id = $1", id).ExecuteScalar() as string
            ?? throw new JournalCorruptException($"a record names the {table} {id}, which does not exist");
        cache.Add(id, name);
        return name;
    }
}

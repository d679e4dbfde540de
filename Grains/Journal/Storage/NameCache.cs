using System.Collections.Concurrent;

namespace Sync.Journal.Storage;

/// <summary>A dictionary table in memory: short numbers for texts that repeat. Rows of such a table never change, so whatever was read stays true.
/// Bounded: flows name their causes as sources, and there may be millions; when it is full it starts again. Thread-safe.</summary>
internal sealed class NameCache(int limit = 100_000)
{
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _names = new();

    public bool TryGetId(string name, out int id) => _ids.TryGetValue(name, out id);

    public bool TryGetName(int id, out string name) => _names.TryGetValue(id, out name!);

    public void Add(int id, string name)
    {
        if (_ids.Count >= limit) Clear();
        _ids[name] = id;
        _names[id] = name;
    }

    /// <summary>Forgets everything: after a rollback, numbers given in it mean nothing.</summary>
    public void Clear()
    {
        _ids.Clear();
        _names.Clear();
    }
}

using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Auditing;

/// <summary>The heads of all chains as one sum, moved on by links in commit order. Not thread-safe.</summary>
internal sealed class ChainHeads(HeadSum sum, long entities, long records)
{
    private readonly Dictionary<EntityKey, (EntityHead Before, EntityHead After)> _changed = [];

    public ChainHeads()
        : this(new HeadSum(), 0, 0)
    {
    }

    public HeadSum Sum => sum;

    /// <summary>How many entities have changed since the sum was brought up to date.</summary>
    public int Changed => _changed.Count;

    /// <summary>Every entity with a record.</summary>
    public long Entities { get; private set; } = entities;

    /// <summary>Every record that was ever written, also those that were archived.</summary>
    public long Records { get; private set; } = records;

    /// <summary>What was archived of an entity before the first link.</summary>
    public void Begin(EntityKey entity, long version, RecordHash hash)
    {
        sum.Add(entity, version, hash);
        Entities++;
        Records += version;
    }

    public void Add(EntityKey entity, long version, RecordHash previousHash, RecordHash hash)
    {
        var before = _changed.TryGetValue(entity, out var known) ? known.Before : new EntityHead(version - 1, previousHash);
        _changed[entity] = (before, new EntityHead(version, hash));
        Records++;
    }

    /// <summary>Brings the sum up to date: each entity costs the same, however many links it had.</summary>
    public void Settle()
    {
        foreach (var (entity, (before, after)) in _changed)
        {
            if (before.Version > 0) sum.Remove(entity, before.Version, before.Hash);
            else Entities++;
            sum.Add(entity, after.Version, after.Hash);
        }

        _changed.Clear();
    }
}

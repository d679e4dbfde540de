using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>The heads of all chains as one sum, moved on in commit order. Not thread-safe.</summary>
internal sealed class ChainHeads(HeadSum sum, long entities, long records)
{
    private readonly Dictionary<EntityKey, ChainMove> _changed = [];

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

    public void Add(in ChainMove move)
    {
        _changed[move.Entity] = _changed.TryGetValue(move.Entity, out var known) ? known.Then(move) : move;
        Records += move.Records;
    }

    /// <summary>Brings the sum up to date: each entity costs the same, however many links it had.</summary>
    public void Settle()
    {
        foreach (var move in _changed.Values)
        {
            if (move.FromVersion > 0) sum.Remove(move.Entity, move.FromVersion, move.FromHash);
            else Entities++;
            sum.Add(move.Entity, move.ToVersion, move.ToHash);
        }

        _changed.Clear();
    }
}

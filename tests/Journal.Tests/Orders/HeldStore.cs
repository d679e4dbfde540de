using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Tests.Support;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>What is durable, for all writers of a run, and who writes what just now.</summary>
internal sealed class HeldStore
{
    private readonly Dictionary<EntityKey, List<JournalRecord>> _durable = [];
    private readonly HashSet<EntityKey> _written = [];

    public List<JournalRecord> Of(EntityKey entity) => _durable.TryGetValue(entity, out var records) ? records : _durable[entity] = [];

    public bool HasAll(ImmutableArray<JournalRecord> records) => records.All(Has);

    public bool HasAny(ImmutableArray<JournalRecord> records) => records.Any(Has);

    public void Begin(IReadOnlyList<CommitGroup> groups)
    {
        foreach (var group in groups)
        {
            Assert.True(_written.Add(group.Entity), "two writers write one entity");
            Assert.False(group.Session.IsPoisoned, "a poisoned session sends nothing more");
            Assert.Null(group.Failure);
            Assert.True(group.Records[0].Version <= Of(group.Entity).Count + 1, "a version was left out");
        }
    }

    public void End(IReadOnlyList<CommitGroup> groups)
    {
        foreach (var group in groups) _written.Remove(group.Entity);
    }

    public void Add(IReadOnlyList<CommitGroup> groups, bool fence)
    {
        foreach (var group in groups)
        {
            var records = Of(group.Entity);
            if (group.Records[0].Version == records.Count + 1) records.AddRange(group.Records);
            else if (fence) group.Fence();
        }
    }

    /// <summary>Another process has written the next version.</summary>
    public void Overtake(EntityKey entity)
    {
        var records = Of(entity);
        records.Add(new Chain(entity, records.Count, records.Count == 0 ? default : records[^1].Hash).Next());
    }

    private bool Has(JournalRecord record) => Of(record.Entity) is var records && records.Count >= record.Version && records[(int)record.Version - 1] == record;
}

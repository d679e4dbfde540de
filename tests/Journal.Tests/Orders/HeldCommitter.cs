using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Tests.Support;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>How a store answers a batch.</summary>
internal enum StoreOutcome
{
    Done,
    Overtaken,
    Unavailable,
    Unknown,
    UnknownButDurable,
    Broken,
}

/// <summary>A store in memory that answers when it is told, and refuses what no writer may send.</summary>
internal sealed class HeldCommitter : ICommitter
{
    private readonly Dictionary<EntityKey, List<JournalRecord>> _durable = [];
    private IReadOnlyList<CommitGroup> _groups = [];
    private TaskCompletionSource? _answer;

    /// <summary>True while a batch waits for its answer.</summary>
    public bool IsBusy => _answer is not null;

    public bool IsDisposed { get; private set; }

    public Task CommitAsync(IReadOnlyList<CommitGroup> groups)
    {
        Assert.False(IsBusy, "two batches at a time");
        Assert.False(IsDisposed, "a batch after the end");
        Assert.Equal(groups.Select(static g => g.Session.SortKey).Distinct().Order(StringComparer.Ordinal), groups.Select(static g => g.Session.SortKey));
        foreach (var group in groups)
        {
            Assert.False(group.Session.IsPoisoned, "a poisoned session sends nothing more");
            Assert.Null(group.Failure);
            Assert.True(group.Records[0].Version <= Of(group.Entity).Count + 1, "a version was left out");
        }

        (_groups, _answer) = (groups, new TaskCompletionSource());
        return _answer.Task;
    }

    public void Answer(StoreOutcome outcome)
    {
        var answer = _answer!;
        _answer = null;
        if (outcome == StoreOutcome.Overtaken) Overtake(_groups[0].Entity);
        if (outcome is StoreOutcome.Done or StoreOutcome.Overtaken or StoreOutcome.UnknownButDurable) Store(fence: outcome != StoreOutcome.UnknownButDurable);
        switch (outcome)
        {
            case StoreOutcome.Done or StoreOutcome.Overtaken:
                answer.SetResult();
                break;
            case StoreOutcome.Unavailable:
                answer.SetException(new JournalUnavailableException("the disk is full"));
                break;
            case StoreOutcome.Broken:
                answer.SetException(new NotSupportedException("a fault of our own"));
                break;
            default:
                answer.SetException(new OutcomeUnknownException("nobody knows"));
                break;
        }
    }

    public bool HasAll(ImmutableArray<JournalRecord> records) => records.All(Has);

    public bool HasAny(ImmutableArray<JournalRecord> records) => records.Any(Has);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private bool Has(JournalRecord record) => Of(record.Entity) is var records && records.Count >= record.Version && records[(int)record.Version - 1] == record;

    private List<JournalRecord> Of(EntityKey entity) => _durable.TryGetValue(entity, out var records) ? records : _durable[entity] = [];

    private void Store(bool fence)
    {
        foreach (var group in _groups)
        {
            var records = Of(group.Entity);
            if (group.Records[0].Version == records.Count + 1) records.AddRange(group.Records);
            else if (fence) group.Fence();
        }
    }

    // Another process has written the next version.
    private void Overtake(EntityKey entity)
    {
        var records = Of(entity);
        records.Add(new Chain(entity, records.Count, records.Count == 0 ? default : records[^1].Hash).Next());
    }
}

using Sync.Contracts;
using Sync.Journal.Storage;
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

/// <summary>One writer's way into a store in memory: answers when it is told, and refuses what no writer may send.</summary>
internal sealed class HeldCommitter(HeldStore store) : ICommitter
{
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
        store.Begin(groups);
        (_groups, _answer) = (groups, new TaskCompletionSource());
        return _answer.Task;
    }

    public void Answer(StoreOutcome outcome)
    {
        var answer = _answer!;
        _answer = null;
        store.End(_groups);
        if (outcome == StoreOutcome.Overtaken) store.Overtake(_groups[0].Entity);
        if (outcome is StoreOutcome.Done or StoreOutcome.Overtaken or StoreOutcome.UnknownButDurable) store.Add(_groups, fence: outcome != StoreOutcome.UnknownButDurable);
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

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}

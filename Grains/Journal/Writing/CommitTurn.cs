namespace Sync.Journal.Writing;

/// <summary>What one writer holds of a <see cref="CommitDesk{T}"/>. Used under its gate, but for <see cref="Items"/>, which are the writer's own while it has them.</summary>
internal sealed class CommitTurn<T>
    where T : Queued
{
    private readonly List<CommitQueue<T>> _held = [];
    private readonly List<CommitQueue<T>> _empty = [];
    private TaskCompletionSource _woken = new();

    /// <summary>What is to be committed, each queue's items in their order.</summary>
    public List<T> Items { get; } = [];

    /// <summary>When it was taken, by the clock of the desk.</summary>
    public long Since { get; set; }

    /// <summary>Holds the queue and takes what waits there.</summary>
    public void Take(CommitQueue<T> queue, int limit)
    {
        queue.Holder = this;
        (queue.IsEmpty ? _empty : _held).Add(queue);
        queue.MoveTo(Items, limit);
    }

    /// <summary>True when it holds a queue of which it has no item.</summary>
    public bool HoldsInVain(CommitQueue<T> queue) => !queue.IsEmpty && _empty.Contains(queue);

    /// <summary>Leaves the queues of which it has no item to others.</summary>
    public void LetGoOfEmpty()
    {
        foreach (var queue in _empty) queue.Holder = null;
        _empty.Clear();
    }

    /// <summary>Leaves everything.</summary>
    public void Clear()
    {
        LetGoOfEmpty();
        foreach (var queue in _held) queue.Holder = null;
        _held.Clear();
        Items.Clear();
    }

    /// <summary>Completes at the next <see cref="Wake"/>.</summary>
    public Task Rest()
    {
        _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _woken.Task;
    }

    public void Wake() => _woken.TrySetResult();
}

namespace Sync.Journal.Writing;

/// <summary>Something that waits in a <see cref="BatchLoop{T}"/> and is answered once, by the loop.</summary>
internal abstract class Queued
{
    // The waiter's code never runs on the loop that answers: one slow grain would hold up every other.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it takes of the limits.</summary>
    public virtual int Weight => 1;

    public Task Answer => _done.Task;

    /// <summary>Answers well. Ignored when it was answered before.</summary>
    public void Succeed()
    {
        if (_done.Task.IsCompleted) return;
        OnSucceeding();
        _done.TrySetResult();
    }

    /// <summary>Answers with an exception. Ignored when it was answered before.</summary>
    public void Fail(Exception exception)
    {
        if (_done.Task.IsCompleted) return;
        OnFailing();
        _done.TrySetException(exception);
    }

    /// <summary>What must be true before the waiter goes on.</summary>
    protected virtual void OnSucceeding()
    {
    }

    /// <summary>What must be true before the waiter goes on.</summary>
    protected virtual void OnFailing()
    {
    }
}

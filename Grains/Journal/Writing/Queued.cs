namespace Sync.Journal.Writing;

/// <summary>Something that waits in a <see cref="BatchLoop{T}"/> or at a <see cref="CommitDesk{T}"/> and is answered once, by who takes it.</summary>
internal abstract class Queued
{
    private int _answered;

    /// <summary>What it takes of the limits.</summary>
    public virtual int Weight => 1;

    /// <summary>Answers well. Ignored when it was answered before.</summary>
    public void Succeed()
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0) OnSucceeded();
    }

    /// <summary>Answers with an exception. Ignored when it was answered before.</summary>
    public void Fail(Exception exception)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0) OnFailed(exception);
    }

    /// <summary>Called on the loop: brief.</summary>
    protected abstract void OnSucceeded();

    /// <summary>Called on the loop: brief.</summary>
    protected abstract void OnFailed(Exception exception);
}

/// <summary>Something that somebody waits for.</summary>
internal abstract class Awaited : Queued
{
    // The waiter's code never runs on the loop that answers: one slow grain would hold up every other.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Answer => _done.Task;

    protected override void OnSucceeded() => _done.TrySetResult();

    protected override void OnFailed(Exception exception) => _done.TrySetException(exception);
}

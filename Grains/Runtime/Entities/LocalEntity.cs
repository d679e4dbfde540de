using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>One activation as its process sees it.</summary>
/// <param name="submit">Decides the updates of a call; called in a turn.</param>
/// <param name="used">Called at each use, from any thread: what the runtime does not see must not look idle.</param>
/// <param name="turns">The turns of the entity.</param>
/// <param name="standing">What can be seen of it from outside; null: nothing.</param>
internal sealed class LocalEntity(Action<EntityCall> submit, Action used, EntityTurns turns, IStanding? standing = null)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private volatile bool _closed;

    /// <summary>What the entity has committed; null when it has to be asked. Thread-safe.</summary>
    public object? Settled => _closed ? null : standing?.Settled;

    /// <summary>As <see cref="Settled"/>, and nothing that this activation has made durable is missing; null while anything is on its way. Thread-safe.</summary>
    public object? Quiet => standing is { IsQuiet: true } ? Settled : null;

    /// <summary>Hands a call over. It is decided at once where the entity is free, else when its turn has come. Thread-safe.</summary>
    public void Submit(EntityCall call)
    {
        call.Via = this;
        turns.Bring(call);
    }

    /// <summary>Decides updates in a turn of the entity. Null: the activation has ended meanwhile, and nothing was decided. Thread-safe.</summary>
    public Task<ImmutableArray<Receipt>?> SubmitAsync(ImmutableArray<Update> updates)
    {
        var call = new AwaitedCall(updates);
        Submit(call);
        return call.Answer;
    }

    /// <summary>Notes a use that no turn saw. Thread-safe.</summary>
    public void Use() => used();

    /// <summary>Takes nothing more; completes when everything that runs has ended. Thread-safe.</summary>
    public Task CloseAsync() => turns.StartAsync(() =>
    {
        _closed = true;
        if (Volatile.Read(ref _running) == 0) _idle.TrySetResult();
        return _idle.Task;
    });

    /// <summary>A call has been answered. Thread-safe.</summary>
    public void OnEnded()
    {
        if (Interlocked.Decrement(ref _running) == 0 && _closed) _idle.TrySetResult();
    }

    /// <summary>Decides a call, or tells it that there is nobody left who could. Called in a turn.</summary>
    internal void Take(EntityCall call)
    {
        if (_closed)
        {
            call.OnMissed();
            return;
        }

        Interlocked.Increment(ref _running);
        used();
        submit(call);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>The entities that are awake in this process. Who has updates for them hands these over directly: no message, no filter, no response,
/// which is most of what a call costs. The turn is the activation's own, so nothing runs beside it. Thread-safe.</summary>
internal sealed class LocalEntities
{
    private readonly ConcurrentDictionary<EntityKey, LocalEntity> _awake = new();

    public LocalEntity? Find(EntityKey key) => _awake.GetValueOrDefault(key);

    public void Add(EntityKey key, LocalEntity entity) => _awake[key] = entity;

    public void Remove(EntityKey key, LocalEntity entity) => _awake.TryRemove(KeyValuePair.Create(key, entity));
}

/// <summary>One activation as its process sees it.</summary>
/// <param name="submit">Decides updates; called on the scheduler only.</param>
/// <param name="used">Called there at each use: what the runtime does not see must not look idle.</param>
/// <param name="turns">The scheduler of the activation.</param>
internal sealed class LocalEntity(Func<ImmutableArray<Update>, Task<ImmutableArray<Receipt>>> submit, Action used, TaskScheduler turns)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;

    /// <summary>Decides updates in a turn of the activation. Null: it has ended meanwhile, and nothing was decided.</summary>
    public Task<ImmutableArray<Receipt>?> SubmitAsync(ImmutableArray<Update> updates) => Task.Factory.StartNew(
        static call => ((Call)call!).RunAsync(), new Call(this, updates), CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap();

    /// <summary>Takes nothing more; completes when everything that runs has ended. Called on the scheduler.</summary>
    public Task CloseAsync()
    {
        _closed = true;
        if (_running == 0) _idle.TrySetResult();
        return _idle.Task;
    }

    private sealed class Call(LocalEntity entity, ImmutableArray<Update> updates)
    {
        public async Task<ImmutableArray<Receipt>?> RunAsync() => entity._closed ? null : await entity.RunAsync(updates);
    }

    private async Task<ImmutableArray<Receipt>> RunAsync(ImmutableArray<Update> updates)
    {
        _running++;
        try
        {
            used();
            return await submit(updates);
        }
        finally
        {
            if (--_running == 0 && _closed) _idle.TrySetResult();
        }
    }
}

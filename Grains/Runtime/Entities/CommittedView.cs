using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>What readers see: the newest durable view, and those who wait for a version. Thread-safe.</summary>
internal sealed class CommittedView<TState>(EntityKey key, StateShelf<TState> shelf) : IRestingEntity<TState>
    where TState : class
{
    private const long None = -1;
    private readonly Lock _gate = new();
    private List<(long Version, TaskCompletionSource Reached)>? _waiting;
    private ImmutableArray<HeldUpdate> _held = [];
    private ImmutableArray<SequenceGap> _gaps = [];
    private long _version = None;

    /// <summary>True when there is a view.</summary>
    public bool IsThere => Version != None;

    /// <summary>Of the view; below 0 as long as there is none.</summary>
    public long Version => Volatile.Read(ref _version);

    public EntityView<TState>? View
    {
        get
        {
            lock (_gate) return IsThere ? new EntityView<TState>(key, _version, shelf.Take(), _held) { Gaps = _gaps } : null;
        }
    }

    /// <summary>Moves on to a view; never back.</summary>
    public void Advance(EntityView<TState> view)
    {
        lock (_gate)
        {
            if (view.Version > _version) Set(view);
        }
    }

    /// <summary>Takes a view that was loaded.</summary>
    public void Reset(EntityView<TState> view)
    {
        lock (_gate) Set(view);
    }

    public async Task<EntityView<TState>?> WaitForAsync(long version, TimeSpan timeout, TimeProvider clock)
    {
        (long Version, TaskCompletionSource Reached) entry;
        lock (_gate)
        {
            if (_version >= version) return View;
            entry = (version, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            (_waiting ??= []).Add(entry);
        }

        try
        {
            await entry.Reached.Task.WaitAsync(timeout, clock);
            return View;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_gate) _waiting.Remove(entry);
        }
    }

    private void Set(EntityView<TState> view)
    {
        shelf.Put(view.State);
        (_held, _gaps) = (view.Held, view.Gaps);
        Volatile.Write(ref _version, view.Version);
        if (_waiting is not null) Tell(_waiting, view.Version);
    }

    private static void Tell(List<(long Version, TaskCompletionSource Reached)> waiting, long version)
    {
        foreach (var (_, reached) in waiting.Where(w => w.Version <= version)) reached.TrySetResult();
        waiting.RemoveAll(w => w.Version <= version);
    }
}

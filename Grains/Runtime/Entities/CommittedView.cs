using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>What readers see: the newest durable view, and those who wait for a version. Thread-safe.</summary>
internal sealed class CommittedView<TState>
    where TState : class
{
    private readonly Lock _gate = new();
    private List<(long Version, TaskCompletionSource Reached)>? _waiting;
    private volatile EntityView<TState>? _view;

    public EntityView<TState>? View => _view;

    /// <summary>Moves on to a view; never back.</summary>
    public void Advance(EntityView<TState> view)
    {
        lock (_gate)
        {
            if (_view is null || view.Version > _view.Version) Set(view);
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
            if (_view is { } view && view.Version >= version) return view;
            entry = (version, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            (_waiting ??= []).Add(entry);
        }

        try
        {
            await entry.Reached.Task.WaitAsync(timeout, clock);
            return _view;
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
        _view = view;
        if (_waiting is not null) Tell(_waiting, view.Version);
    }

    private static void Tell(List<(long Version, TaskCompletionSource Reached)> waiting, long version)
    {
        foreach (var (_, reached) in waiting.Where(w => w.Version <= version)) reached.TrySetResult();
        waiting.RemoveAll(w => w.Version <= version);
    }
}

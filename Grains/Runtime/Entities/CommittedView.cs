using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>What readers see: the newest durable view, and those who wait for a version.</summary>
internal sealed class CommittedView<TState>
    where TState : class
{
    private readonly List<(long Version, TaskCompletionSource Reached)> _waiting = [];

    public EntityView<TState>? View { get; private set; }

    public void Advance(EntityView<TState> view)
    {
        if (View is null || view.Version > View.Version) Reset(view);
    }

    public void Reset(EntityView<TState> view)
    {
        View = view;
        foreach (var (_, reached) in _waiting.Where(w => w.Version <= view.Version)) reached.TrySetResult();
        _waiting.RemoveAll(w => w.Version <= view.Version);
    }

    public async Task<EntityView<TState>?> WaitForAsync(long version, TimeSpan timeout, TimeProvider clock)
    {
        if (View is { } view && view.Version >= version) return view;
        var entry = (Version: version, Reached: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Add(entry);
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
            _waiting.Remove(entry);
        }
    }
}

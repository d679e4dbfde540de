using Sync.Contracts;

namespace Sync.Grains.Views;

/// <summary>The building of a view: it may take longer than the engine waits for an activation, or a caller for an answer. Used on one scheduler.</summary>
internal sealed class ViewBuild(TimeProvider clock)
{
    /// <summary>How long a caller waits for a view. Below the time after which a caller gives up on an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private Task _built = Task.CompletedTask;

    /// <summary>How many entities have been taken so far.</summary>
    public int Taken { get; set; }

    /// <summary>Begins to build.</summary>
    /// <param name="build">What builds the view.</param>
    public void Start(Func<Task> build) => _built = build();

    /// <summary>Waits for the view.</summary>
    /// <exception cref="ViewNotReadyException">It takes longer, or could not be built.</exception>
    public async ValueTask ReadyAsync()
    {
        if (_built.IsCompletedSuccessfully) return;
        try
        {
            await _built.WaitAsync(Patience, clock);
        }
        catch (TimeoutException e) when (!_built.IsCompleted)
        {
            throw new ViewNotReadyException($"the view is being built from the journal: {Taken} entities so far", e);
        }
        catch (Exception e)
        {
            throw new ViewNotReadyException("the view could not be built from the journal now; the log has the reason", e);
        }
    }
}

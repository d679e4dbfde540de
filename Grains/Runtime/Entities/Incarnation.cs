using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>A head and the session that makes it durable. Given up as a whole when anything fails.</summary>
internal sealed class Incarnation<TState>(EntityHead<TState> head, IJournalSession session)
    where TState : class
{
    /// <summary>The entity as far as it has been decided.</summary>
    public EntityHead<TState> Head => head;

    /// <summary>How it appends.</summary>
    public IJournalSession Session => session;

    /// <summary>True as long as the head's state has forgotten nothing.</summary>
    public bool FullHistory { get; set; }

    /// <summary>The version of the newest snapshot.</summary>
    public long SnapshotVersion { get; set; }

    /// <summary>Completes when every commit so far has ended, well or not.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>Why the fate of a commit is not known; null where all fates are.</summary>
    public Exception? Unknown { get; set; }

    public void Add(Task commit) => Settled = Settled.IsCompleted ? commit : BothAsync(Settled, commit);

    private static async Task BothAsync(Task first, Task second)
    {
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await second.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}

using Sync.Journal.Writing;

namespace Sync.Journal.Storage;

/// <summary>Makes batches durable for one writer. Never called twice at a time.</summary>
internal interface ICommitter : IAsyncDisposable
{
    /// <summary>Commits groups sorted by entity, each entity once. On return a group is durable as a whole unless its
    /// <see cref="CommitGroup.Failure"/> is set, and then nothing of it is. An exception speaks for all of them.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the batch is durable.</exception>
    /// <exception cref="Sync.Contracts.OutcomeUnknownException">Nobody knows; the store could not be asked.</exception>
    Task CommitAsync(IReadOnlyList<CommitGroup> groups);
}

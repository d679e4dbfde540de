using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>The journal as entities use it. Thread-safe.</summary>
public interface IJournal
{
    /// <summary>The number of lanes, fixed when the journal was created.</summary>
    int LaneCount { get; }

    /// <summary>Reads an entity's newest usable snapshot and every record after it; verifies that versions are dense and hashes chain.</summary>
    /// <exception cref="JournalCorruptException">A version is missing or a hash does not fit; names the first.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read.</exception>
    Task<EntityImage> LoadAsync(EntityKey entity, CancellationToken cancellationToken = default);

    /// <summary>Opens the session by which one activation appends. The session believes that <paramref name="version"/> is the newest.</summary>
    IJournalSession OpenSession(EntityKey entity, long version, RecordHash hash);

    /// <summary>Reads records of an entity with <paramref name="after"/> &lt; version &lt; <paramref name="before"/>.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="after">Exclusive lower bound, 0 for all.</param>
    /// <param name="before">Exclusive upper bound, <see cref="long.MaxValue"/> for all.</param>
    /// <param name="max">The greatest number of records.</param>
    /// <param name="newestFirst">The order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableArray<JournalRecord>> ReadEntityAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken = default);

    /// <summary>The state up to which an entity's records were archived: its records begin after it. Null where they begin with version 1.</summary>
    Task<Snapshot?> ReadBaseAsync(EntityKey entity, CancellationToken cancellationToken = default) => Task.FromResult<Snapshot?>(null);

    /// <summary>Finds every record of an entity that was caused by one of these identities: the last word on duplicates.</summary>
    Task<ImmutableArray<IdentityMark>> FindAsync(EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken = default);

    /// <summary>Queues a snapshot to be written off the path. A newer one of the same entity replaces a queued one; a full queue drops it.</summary>
    void SaveSnapshot(Snapshot snapshot);

    /// <summary>Every entity of a kind whose id begins with a prefix: newest usable snapshot and the records after it, ordered by id.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="idPrefix">How the ids begin.</param>
    /// <param name="isKnown">Asked before an entity is read: what the caller knows already comes as an image without snapshot and records. Null: nothing.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    IAsyncEnumerable<EntityImage> ScanAsync(string kind, string idPrefix, Func<EntityKey, bool>? isKnown = null, CancellationToken cancellationToken = default);
}

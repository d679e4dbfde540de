using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>Reads by entity. Thread-safe.</summary>
internal interface IEntityReader
{
    /// <summary>One image an entity, in the order asked for: the snapshot if the record it names exists with its hash,
    /// and the records after it. Nothing is verified.</summary>
    Task<ImmutableArray<EntityImage>> LoadAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken);

    Task<ImmutableArray<JournalRecord>> ReadAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken);

    Task<ImmutableArray<IdentityMark>> FindAsync(EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken);

    /// <summary>The newest record of each entity, in the order asked for.</summary>
    Task<ImmutableArray<EntityHead>> ReadHeadsAsync(IReadOnlyList<EntityKey> entities, CancellationToken cancellationToken);

    /// <summary>Entities in a range, ordered by key text.</summary>
    Task<ImmutableArray<EntityKey>> ListAsync(EntityRange range, int max, CancellationToken cancellationToken);
}

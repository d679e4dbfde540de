using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>What verifier, auditor and archive need of a database; see <see cref="IAuditStore"/>. Thread-safe.</summary>
internal interface IAuditTables
{
    Task<string> JournalIdAsync(CancellationToken cancellationToken);

    Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken);

    Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken);

    Task<ImmutableArray<ChainLink>> ReadLinksAsync(FeedPosition after, int max, CancellationToken cancellationToken);

    Task<ImmutableArray<FeedRecord>> ReadOldAsync(EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken);

    Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken);

    Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken);
}

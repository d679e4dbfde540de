using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>The journal as verifier, auditor and archive use it: as it is stored, nothing repaired or left out. Thread-safe.</summary>
public interface IAuditStore
{
    /// <summary>The id that the journal was given when it was created.</summary>
    Task<string> JournalIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Entities of every kind, ordered by key text.</summary>
    /// <param name="after">Exclusive; empty at first.</param>
    /// <param name="max">1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableArray<EntityKey>> ListAsync(string after, int max, CancellationToken cancellationToken = default);

    /// <summary>The snapshot of an entity as it is stored, whether or not the record that it names exists; null where there is none.</summary>
    Task<Snapshot?> FindSnapshotAsync(EntityKey entity, CancellationToken cancellationToken = default);

    /// <summary>The state up to which an entity's records were archived, or null: they begin with version 1.</summary>
    Task<Snapshot?> FindBaseAsync(EntityKey entity, CancellationToken cancellationToken = default);

    /// <summary>How chains moved after a position, below the horizon. What this process's feed has brought comes from memory, where that begins with this position, and
    /// is forgotten there; the rest is read. Whoever goes on with <see cref="ChainMoves.UpTo"/> gets every record once; for others memory is only less of a help.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="max">How many records are read at most, 1 to 50,000; what comes from memory comes at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ChainMoves> TakeMovesAsync(FeedPosition after, int max, CancellationToken cancellationToken = default);

    /// <summary>The oldest records of an entity after its base and before a version, as long as they were recorded before an instant; with their positions.</summary>
    Task<ImmutableArray<FeedRecord>> ReadOldAsync(EntityKey entity, long beforeVersion, DateTimeOffset before, int max, CancellationToken cancellationToken = default);

    /// <summary>Takes the records of an entity up to a base out of the journal, in one transaction: identities are kept, the base is stored, the rows are
    /// deleted. A base that is not newer than the one that is stored changes nothing.</summary>
    /// <param name="newBase">The state as of the last record that goes; it must be older than the entity's snapshot.</param>
    /// <param name="upTo">The position of the last record that goes, of any entity of this step.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of records that went.</returns>
    Task<int> DropAsync(Snapshot newBase, FeedPosition upTo, CancellationToken cancellationToken = default);

    /// <summary>The greatest position of a record that was dropped; <c>default</c> when none was.</summary>
    Task<FeedPosition> DroppedUpToAsync(CancellationToken cancellationToken = default);
}

using Sync.Contracts;

namespace Sync.Journal;

/// <summary>A record as its chain sees it. Immutable.</summary>
/// <param name="Position">Its place in commit order.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Version">Its version.</param>
/// <param name="PreviousHash">The hash before.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct ChainLink(FeedPosition Position, EntityKey Entity, long Version, RecordHash PreviousHash, RecordHash Hash);

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>How the head of one chain moved. Immutable.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="FromVersion">The version before; 0: the chain began.</param>
/// <param name="FromHash">The hash before.</param>
/// <param name="ToVersion">The version now.</param>
/// <param name="ToHash">The hash now.</param>
/// <param name="Records">The records between.</param>
public readonly record struct ChainMove(EntityKey Entity, long FromVersion, RecordHash FromHash, long ToVersion, RecordHash ToHash, long Records)
{
    /// <summary>The move that one record makes.</summary>
    internal static ChainMove Of(JournalRecord record) => new(record.Entity, record.Version - 1, record.PreviousHash, record.Version, record.Hash, 1);

    /// <summary>The move that one link makes.</summary>
    internal static ChainMove Of(in ChainLink link) => new(link.Entity, link.Version - 1, link.PreviousHash, link.Version, link.Hash, 1);

    /// <summary>This move and the one after it as one.</summary>
    internal ChainMove Then(in ChainMove next) => this with { ToVersion = next.ToVersion, ToHash = next.ToHash, Records = Records + next.Records };
}

/// <summary>How chains moved in a stretch of the journal. Immutable.</summary>
/// <param name="Moves">In an order in which those of one entity follow each other.</param>
/// <param name="UpTo">Everything after the position that was asked for, up to this one, is in it.</param>
/// <param name="IsNewest">True when nothing more was known; what is not shown yet comes the next time.</param>
public sealed record ChainMoves(ImmutableArray<ChainMove> Moves, FeedPosition UpTo, bool IsNewest);

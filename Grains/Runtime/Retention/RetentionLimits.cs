using Sync.Contracts;

namespace Sync.Grains.Retention;

/// <summary>What a run must not pass. Immutable.</summary>
/// <param name="Before">Only records that were recorded before this instant may leave.</param>
/// <param name="Lanes">By lane: only records up to this position.</param>
/// <param name="Anchored">Only records up to this position; null: heads are not anchored.</param>
/// <param name="Parked">By entity: only records before this version.</param>
internal sealed record RetentionLimits(DateTimeOffset Before, FeedPosition[] Lanes, FeedPosition? Anchored, IReadOnlyDictionary<EntityKey, long> Parked)
{
    /// <summary>The position up to which records of an entity may leave.</summary>
    public FeedPosition UpTo(EntityKey entity)
    {
        var lane = Lanes[entity.Lane(Lanes.Length)];
        return Anchored is { } anchored && anchored < lane ? anchored : lane;
    }
}

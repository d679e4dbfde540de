using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>Lanes fall into 16 groups, which are the partitions of a large store and the unit by which writers share the work.
/// The number is part of the schema: it never changes.</summary>
internal static class LaneGroups
{
    public const int Count = 16;

    public static int Of(int lane) => lane % Count;

    public static int Of(EntityKey entity, int laneCount) => Of(entity.Lane(laneCount));
}

using Orleans.Runtime.Placement;

namespace Sync.Grains.Placement;

/// <summary>Of the silos, the one with the highest score for the key: when a silo comes or goes, only its own share of keys moves.</summary>
internal sealed class SpreadDirector : IPlacementDirector
{
    private const uint Mix = 0x9E3779B9;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(Choose(target.GrainIdentity, context.GetCompatibleSilos(target)));

    /// <summary>The silo for a grain.</summary>
    public static SiloAddress Choose(GrainId grain, IReadOnlyList<SiloAddress> silos)
    {
        var key = grain.GetUniformHashCode();
        var best = silos[0];
        for (var i = 1; i < silos.Count; i++)
            if (Compare(key, silos[i], best) > 0) best = silos[i];
        return best;
    }

    private static int Compare(uint key, SiloAddress one, SiloAddress other)
    {
        var scores = Score(key, one).CompareTo(Score(key, other));
        return scores != 0 ? scores : one.CompareTo(other);
    }

    // Every bit of both goes into every bit of the score, the same in every process.
    private static uint Score(uint key, SiloAddress silo)
    {
        unchecked
        {
            var hash = key ^ ((uint)silo.GetConsistentHashCode() * Mix);
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return hash ^ (hash >> 16);
        }
    }
}

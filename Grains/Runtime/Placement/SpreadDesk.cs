namespace Sync.Grains.Placement;

/// <summary>Knows whether a grain is where it would be placed now. Thread-safe.</summary>
internal sealed class SpreadDesk(ISiloStatusOracle silos)
{
    public bool IsHere(GrainId grain)
    {
        var active = silos.GetApproximateSiloStatuses(onlyActive: true);
        return !active.ContainsKey(silos.SiloAddress) || SpreadDirector.Choose(grain, [.. active.Keys]).Equals(silos.SiloAddress);
    }
}

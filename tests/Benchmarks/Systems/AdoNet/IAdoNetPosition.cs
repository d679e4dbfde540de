namespace Sync.Benchmarks.Systems.AdoNet;

/// <summary>A stock position as the engine's own documentation writes one.</summary>
[Alias("bench.IAdoNetPosition"), GrainInterfaceType("bench.IAdoNetPosition")]
internal interface IAdoNetPosition : IGrainWithStringKey
{
    /// <returns>How many were applied; the others were duplicates.</returns>
    [Alias("Submit")]
    Task<int> Submit(ImmutableArray<Update> updates);
}

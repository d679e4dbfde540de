namespace Sync.Benchmarks.Systems.Noop;

/// <summary>Takes updates and does nothing with them.</summary>
[Alias("bench.INoop"), GrainInterfaceType("bench.INoop")]
internal interface INoop : IGrainWithStringKey
{
    /// <returns>How many there were.</returns>
    [Alias("Submit")]
    Task<int> Submit(ImmutableArray<Update> updates);
}

/// <summary>The least that a grain can do.</summary>
[GrainType("bench-noop")]
internal sealed class NoopGrain : Grain, INoop
{
    public Task<int> Submit(ImmutableArray<Update> updates) => Task.FromResult(updates.Length);
}

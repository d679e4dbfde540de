using Sync.Benchmarks.Scenarios;

namespace Sync.Benchmarks.Comparison;

/// <summary>What a comparison was asked for. Immutable.</summary>
/// <param name="Only">One scenario (its run by a Zipf law with it), or null for all.</param>
/// <param name="Systems">Systems, or empty for all.</param>
/// <param name="Length">How long each system is measured.</param>
/// <param name="Json">Where the numbers go as JSON.</param>
internal sealed record CompareOptions(string? Only, ImmutableArray<string> Systems, TimeSpan Length, string? Json)
{
    /// <summary>Prints what was allocated, by type; costs some speed.</summary>
    public bool Allocations { get; init; }

    /// <summary>Leaves out the runs by a Zipf law.</summary>
    public bool WithoutAside { get; init; }

    public bool Wants(Scenario scenario) => (Only is null || scenario.Name == Only || scenario.Name == Only + "-zipf") && !(WithoutAside && scenario.Aside);

    public bool WantsSystem(string system) => Systems.IsEmpty || Systems.Contains(system);
}

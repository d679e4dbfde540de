namespace Sync.Benchmarks.Reporting;

/// <summary>What a scenario is to reach on two cores with PostgreSQL on the same machine. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="UpdatesPerSecond">At least so many.</param>
/// <param name="P50Ms">The median of a call at most, where one is set.</param>
/// <param name="P99Ms">The 99th percentile at most, where one is set.</param>
internal sealed record Target(string Scenario, double UpdatesPerSecond, double? P50Ms = null, double? P99Ms = null)
{
    /// <summary>Ours over a peer at least, in the scenario <c>batch</c>.</summary>
    public static ImmutableArray<(string Peer, double AtLeast)> Ratios { get; } = [("adonet", 12), ("sql-set", 2), ("akka", 3), ("copy", 0.4)];

    public static ImmutableArray<Target> All { get; } =
    [
        new("batch", 40_000),
        new("bulk", 80_000),
        new("single", 30_000, 2, 10),
        new("hot-batch", 20_000),
        new("hot-single", 5_000),
        new("http-batch", 30_000),
        new("http-single", 5_000),
        new("embedded-batch", 20_000),
    ];
}

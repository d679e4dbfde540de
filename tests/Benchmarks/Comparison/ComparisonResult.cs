using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Comparison;

/// <summary>What a comparison brought. Immutable.</summary>
/// <param name="Outcomes">The numbers.</param>
/// <param name="Failures">Systems that did not get through a scenario.</param>
internal sealed record ComparisonResult(ImmutableArray<Outcome> Outcomes, ImmutableArray<Failure> Failures);

/// <summary>One system that did not get through one scenario. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="System">The system.</param>
/// <param name="Reason">Why, in a line.</param>
internal sealed record Failure(string Scenario, string System, string Reason);

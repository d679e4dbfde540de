using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems;

/// <summary>One system in one scenario. Immutable.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="System">The system.</param>
/// <param name="Measured">The numbers.</param>
/// <param name="Note">What a reader should know beside the numbers.</param>
internal sealed record Outcome(string Scenario, string System, Measurement Measured, string? Note = null);

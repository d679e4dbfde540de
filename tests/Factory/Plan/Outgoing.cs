namespace Sync.Factory.Plan;

/// <summary>A step as it leaves the factory.</summary>
/// <param name="Step">The step.</param>
/// <param name="Again">True when it was said before and is said once more on purpose.</param>
internal readonly record struct Outgoing(PlanStep Step, bool Again);

namespace Sync.Contracts;

/// <summary>The first record of an entity that does not fit what was written before it, or what the system believes now. Immutable, thread-safe.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Version">The first version that does not fit.</param>
/// <param name="Reason">What does not fit, and what to do.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.verify-finding")]
public sealed record VerifyFinding([property: Id(0)] EntityKey Entity, [property: Id(1)] long Version, [property: Id(2)] Refusal Reason);

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>How the verifier stands. Immutable, thread-safe.</summary>
/// <param name="Current">The pass that runs, or null.</param>
/// <param name="Last">The last pass that came to its end, or null.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.verify-status")]
public sealed record VerifyStatus([property: Id(0)] VerifyPass? Current, [property: Id(1)] VerifyPass? Last);

/// <summary>One walk over every entity. Immutable, thread-safe.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it came to its end; absent while it runs.</param>
/// <param name="Entities">Entities that were verified.</param>
/// <param name="Records">Records that were verified.</param>
/// <param name="Failed">Entities that could not be read.</param>
/// <param name="Found">How many entities have a finding.</param>
/// <param name="Findings">The first 100 findings.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.verify-pass")]
public sealed record VerifyPass(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] DateTimeOffset? FinishedAt,
    [property: Id(2)] long Entities,
    [property: Id(3)] long Records,
    [property: Id(4)] long Failed,
    [property: Id(5)] long Found,
    [property: Id(6)] ImmutableArray<VerifyFinding> Findings);

using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>Walks every entity at a bounded pace, again and again, and opens a case for whatever does not fit. One grain, key 0.</summary>
[Alias("sync.v1.IVerifyGrain"), GrainInterfaceType("sync.v1.IVerifyGrain")]
public interface IVerifyGrain : IGrainWithIntegerKey
{
    /// <summary>How it stands.</summary>
    [AlwaysInterleave, Alias("Status")]
    Task<VerifyStatus> Status();

    /// <summary>Begins a pass now, unless one runs.</summary>
    [AlwaysInterleave, Alias("Start")]
    Task<VerifyStatus> Start();

    /// <summary>Verifies one entity now; a finding opens a case.</summary>
    /// <returns>A pass over this entity alone.</returns>
    [AlwaysInterleave, Alias("Check")]
    Task<VerifyPass> Check(EntityKey entity);

    /// <summary>Makes sure that the verifier runs. Idempotent.</summary>
    [AlwaysInterleave, Alias("Ensure")]
    Task Ensure();
}

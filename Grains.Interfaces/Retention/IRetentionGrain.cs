using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>Moves records that are old enough from the journal to archive files, once a day. One grain, key 0.</summary>
[Alias("sync.v1.IRetentionGrain"), GrainInterfaceType("sync.v1.IRetentionGrain")]
public interface IRetentionGrain : IGrainWithIntegerKey
{
    /// <summary>How it stands.</summary>
    [AlwaysInterleave, Alias("Status")]
    Task<RetentionStatus> Status();

    /// <summary>Begins a run now, unless one is on its way.</summary>
    [AlwaysInterleave, Alias("Start")]
    Task<RetentionStatus> Start();

    /// <summary>Makes sure that it runs. Idempotent.</summary>
    [AlwaysInterleave, Alias("Ensure")]
    Task Ensure();
}

using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>Follows one lane of the feed: runs its flows, keeps one durable position, offers its changes to consumers, does its due work.
/// Key: the lane's number.</summary>
[Alias("sync.v1.ILaneGrain"), GrainInterfaceType("sync.v1.ILaneGrain")]
public interface ILaneGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the lane runs. Idempotent.</summary>
    [AlwaysInterleave, Alias("Ensure")]
    Task<LaneStatus> Ensure();

    /// <summary>Tells the lane who follows the feed. An older list than the one it has is ignored.</summary>
    [AlwaysInterleave, Alias("Refresh")]
    Task Refresh(FeedDirectory directory);
}

/// <summary>Where a lane stands. Immutable, thread-safe.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Position">Everything up to here is done.</param>
/// <param name="Head">The newest position that the lane has seen in the journal.</param>
/// <param name="BehindMilliseconds">How long the oldest record that is not done has waited; 0 when there is none.</param>
/// <param name="LastError">What holds it up, if anything does.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.lane-status")]
public sealed record LaneStatus(
    [property: Id(0)] int Lane,
    [property: Id(1)] FeedPosition Position,
    [property: Id(2)] FeedPosition Head,
    [property: Id(3)] long BehindMilliseconds,
    [property: Id(4)] string? LastError);

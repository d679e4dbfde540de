using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The entity of one case. Key: the case's id.</summary>
[Alias("sync.v1.ICaseGrain"), GrainInterfaceType("sync.v1.ICaseGrain")]
public interface ICaseGrain : IEntityGrain
{
    /// <summary>The committed case, or null when it was never opened.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<CaseView?> Get();
}

/// <summary>The view of all cases. One grain, key 0; fed by the journal.</summary>
[Alias("sync.v1.ICaseBoardGrain"), GrainInterfaceType("sync.v1.ICaseBoardGrain")]
public interface ICaseBoardGrain : IGrainWithIntegerKey, IFeedConsumer
{
    /// <summary>Cases, newest opening first.</summary>
    /// <param name="includeResolved">Also those that are closed.</param>
    /// <param name="about">Only those about entities whose key text starts so; null: all.</param>
    /// <param name="max">1 to 1,000.</param>
    [AlwaysInterleave, Alias("List")]
    Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int max);
}

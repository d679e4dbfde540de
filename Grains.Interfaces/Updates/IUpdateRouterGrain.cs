using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>Takes updates for many entities and gives each to its own. Stateless: any key does. A process that is no silo reaches another
/// silo by another key.</summary>
[Alias("sync.v1.IUpdateRouterGrain"), GrainInterfaceType("sync.v1.IUpdateRouterGrain")]
public interface IUpdateRouterGrain : IGrainWithIntegerKey
{
    /// <summary>Submits every update to its entity: updates of one entity in order, different entities side by side.</summary>
    /// <param name="updates">1 to 5,000 updates.</param>
    /// <returns>One receipt an update, in order; the failure of one entity shows in its own receipts only.</returns>
    [AlwaysInterleave, Alias("Submit")]
    Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates);

    /// <summary>As <see cref="Submit"/>, for a caller that does not wait as long as a call may take.</summary>
    /// <param name="updates">1 to 5,000 updates.</param>
    /// <param name="patience">How long an entity may take, more than none. Who takes longer gets <see cref="Receipt.Unknown"/> with
    /// <see cref="ErrorCodes.TimedOut"/>, and the receipts of the others come.</param>
    /// <returns>One receipt an update, in order; the failure of one entity shows in its own receipts only.</returns>
    [AlwaysInterleave, Alias("SubmitWithin")]
    Task<ImmutableArray<Receipt>> SubmitWithin(ImmutableArray<Update> updates, TimeSpan patience);
}

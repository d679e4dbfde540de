using System.Collections.Immutable;
using Orleans.Concurrency;
using Sync.Contracts;

namespace Sync.Grains.Routing;

/// <summary>The router for callers in other processes. Keeps no state, so its calls may interleave.</summary>
[StatelessWorker]
[GrainType("update-router")]
internal sealed class UpdateRouterGrain(IUpdateRouter router) : Grain, IUpdateRouterGrain
{
    public Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates) => router.SubmitAsync(updates);

    public Task<ImmutableArray<Receipt>> SubmitWithin(ImmutableArray<Update> updates, TimeSpan patience) => router.SubmitAsync(updates, patience);
}

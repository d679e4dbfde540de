using System.Collections.Immutable;

namespace Sync.Gateway.Updates;

/// <summary>The way of updates into the cluster. Thread-safe.</summary>
internal sealed class UpdateRouting(IGrainFactory grains, IOptions<GatewayOptions> options)
{
    private uint _calls;

    /// <summary>Gives updates to a silo; where that one is lost meanwhile, to another: what was taken before is a duplicate then.</summary>
    public async Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates)
    {
        try
        {
            return await Next().Submit(updates);
        }
        catch (OrleansException)
        {
            return await Next().Submit(updates);
        }
    }

    private IUpdateRouterGrain Next() => grains.GetGrain<IUpdateRouterGrain>(Interlocked.Increment(ref _calls) % (uint)options.Value.Routes);
}

using System.Collections.Immutable;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Updates;

/// <summary>The way of updates into the cluster. Thread-safe.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="options">How many routes there are.</param>
/// <param name="clock">Measures the pauses before a call is made again.</param>
/// <param name="silo">The router of this process where it is a silo itself; null where it is not.</param>
internal sealed class UpdateRouting(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider clock, IUpdateRouter? silo = null)
{
    private uint _calls;

    /// <summary>Gives updates to a silo; where that one is lost meanwhile, to another: what was taken before is a duplicate then.</summary>
    public ValueTask<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates) =>
        silo is not null ? new ValueTask<ImmutableArray<Receipt>>(silo.SubmitAsync(updates)) : LostSilo.AgainAsync(async () => await Next().Submit(updates), clock);

    private IUpdateRouterGrain Next() => grains.GetGrain<IUpdateRouterGrain>(Interlocked.Increment(ref _calls) % (uint)options.Value.Routes);
}

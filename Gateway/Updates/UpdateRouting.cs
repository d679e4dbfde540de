using System.Collections.Immutable;
using System.Diagnostics;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Updates;

/// <summary>The way of updates into the cluster. Thread-safe.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="options">How many routes there are.</param>
/// <param name="clock">Measures the pauses before a call is made again.</param>
/// <param name="silo">The router of this process where it is a silo itself; null where it is not.</param>
internal sealed class UpdateRouting(IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider clock, IUpdateRouter? silo = null)
{
    /// <summary>What is left of the caller's time for everything that is not the entities': the way there and back, and the answer.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.SubmitSeconds);
    private uint _calls;

    /// <summary>Gives updates to a silo; where that one is lost meanwhile, to another: what was taken before is a duplicate then. An entity that does
    /// not answer in time is given up before the call is, so that the receipts of all others come.</summary>
    public ValueTask<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates)
    {
        var began = Stopwatch.GetTimestamp();
        return silo is not null
            ? new ValueTask<ImmutableArray<Receipt>>(silo.SubmitAsync(updates, Patience(_limit)))
            : LostSilo.AgainAsync(async () => await Next().SubmitWithin(updates, Patience(_limit - Stopwatch.GetElapsedTime(began))), clock);
    }

    // A short limit is shared out.
    private static TimeSpan Patience(TimeSpan left) => left > 2 * Rest ? left - Rest : TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, left.Ticks / 2));

    private IUpdateRouterGrain Next() => grains.GetGrain<IUpdateRouterGrain>(Interlocked.Increment(ref _calls) % (uint)options.Value.Routes);
}

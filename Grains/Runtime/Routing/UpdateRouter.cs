using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains.Routing;

/// <summary>Gives each update to its entity: directly to those that are awake in this process, by a call to the others. Thread-safe.</summary>
internal sealed class UpdateRouter(IGrainFactory grains, LocalEntities local, HandOvers handOvers, TimeProvider clock) : IUpdateRouter
{
    /// <summary>How long an entity may take, as a call may.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A call of so many entities is handed over at once.</summary>
    private const int Few = 4;

    public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates) => SubmitAsync(updates, Patience);

    public async Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates, TimeSpan patience)
    {
        var call = new RoutedCall(updates, stack => _ = CallAsync(stack, patience));
        foreach (var stack in call.Stacks)
        {
            if (local.Find(stack.Target) is not { } awake) _ = CallAsync(stack, patience);
            else if (call.Stacks.Count <= Few) awake.Submit(stack);
            else handOvers.Add(stack.Target, awake, stack);
        }

        await call.Answered.WaitAsync(patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return call.Receipts(update => new Receipt.Unknown(update.Id, ErrorCodes.TimedOut.With($"{update.Target} did not answer in {patience.TotalSeconds:0.#} s")));
    }

    // What a lost silo had taken is a duplicate where it is taken again: as long as the caller waits, whoever takes over is waited for.
    private async Task CallAsync(RoutedStack stack, TimeSpan patience)
    {
        try
        {
            stack.OnAnswered(await LostSilo.AgainAsync(() => grains.GetGrain<IEntityGrain>(GrainId.Create(stack.Target.Kind, stack.Target.Id)).Submit(stack.Updates), patience, clock));
        }
        catch (Exception e)
        {
            stack.OnFailed(e);
        }
    }
}

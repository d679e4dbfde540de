using System.Collections.Immutable;
using Orleans.Concurrency;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains.Routing;

/// <summary>Gives each update to its entity: directly to those that are awake in this process, by a call to the others. Keeps no state, so its calls
/// may interleave.</summary>
[StatelessWorker]
[GrainType("update-router")]
internal sealed class UpdateRouterGrain(IGrainFactory grains, LocalEntities local, TimeProvider clock) : Grain, IUpdateRouterGrain
{
    /// <summary>How long an entity may take, as a call may.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates)
    {
        var receipts = new Receipt[updates.Length];
        var groups = Group(updates);
        var given = new Task[groups.Count];
        for (var i = 0; i < given.Length; i++) given[i] = GiveAsync(groups[i], receipts);
        await Task.WhenAll(given).WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        // A copy: what comes later must not change an answer that was given.
        var answered = ImmutableArray.CreateBuilder<Receipt>(receipts.Length);
        for (var i = 0; i < receipts.Length; i++)
            answered.Add(Volatile.Read(ref receipts[i]) ?? new Receipt.Unknown(updates[i].Id, ErrorCodes.TimedOut.With($"{updates[i].Target} did not answer in {Patience.TotalSeconds:N0} s")));
        return answered.MoveToImmutable();
    }

    private static List<Stack> Group(ImmutableArray<Update> updates)
    {
        if (updates.Length == 1) return [new Stack(updates[0].Target, updates, null)];
        var places = new Dictionary<EntityKey, List<int>>(updates.Length);
        for (var i = 0; i < updates.Length; i++)
        {
            if (!places.TryGetValue(updates[i].Target, out var of)) places[updates[i].Target] = of = new List<int>(1);
            of.Add(i);
        }

        var stacks = new List<Stack>(places.Count);
        foreach (var (target, of) in places)
        {
            if (of.Count == updates.Length) return [new Stack(target, updates, null)];
            var own = new Update[of.Count];
            for (var i = 0; i < own.Length; i++) own[i] = updates[of[i]];
            stacks.Add(new Stack(target, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(own), of));
        }

        return stacks;
    }

    private async Task GiveAsync(Stack stack, Receipt[] receipts)
    {
        try
        {
            var answers = (local.Find(stack.Target) is { } awake ? await awake.SubmitAsync(stack.Updates) : null)
                ?? await grains.GetGrain<IEntityGrain>(GrainId.Create(stack.Target.Kind, stack.Target.Id)).Submit(stack.Updates);
            for (var i = 0; i < answers.Length; i++) Volatile.Write(ref receipts[stack.Place(i)], answers[i]);
        }
        catch (Exception e)
        {
            var code = e is TimeoutException ? ErrorCodes.TimedOut : ErrorCodes.OutcomeUnknown;
            for (var i = 0; i < stack.Updates.Length; i++) Volatile.Write(ref receipts[stack.Place(i)], new Receipt.Unknown(stack.Updates[i].Id, code.With(e.Message)));
        }
    }

    /// <summary>The updates of one entity, and where they stood in the call; null: it is the whole call.</summary>
    private sealed record Stack(EntityKey Target, ImmutableArray<Update> Updates, List<int>? Places)
    {
        public int Place(int i) => Places is null ? i : Places[i];
    }
}

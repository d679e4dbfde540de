using System.Collections.Immutable;
using Orleans.Concurrency;
using Sync.Contracts;

namespace Sync.Grains.Routing;

/// <summary>Gives each update to its entity. Keeps no state, so its calls may interleave.</summary>
[StatelessWorker]
[GrainType("update-router")]
internal sealed class UpdateRouterGrain(IGrainFactory grains) : Grain, IUpdateRouterGrain
{
    public async Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates)
    {
        var receipts = new Receipt[updates.Length];
        if (updates.Length == 1)
        {
            await SubmitAsync(updates[0].Target, updates, [0], receipts);
            return ImmutableArray.Create(receipts);
        }

        var groups = new Dictionary<EntityKey, List<int>>();
        for (var i = 0; i < updates.Length; i++)
        {
            if (!groups.TryGetValue(updates[i].Target, out var group)) groups[updates[i].Target] = group = [];
            group.Add(i);
        }

        await Task.WhenAll(groups.Select(g => SubmitAsync(
            g.Key, groups.Count == 1 ? updates : [.. g.Value.Select(i => updates[i])], g.Value, receipts)));
        return ImmutableArray.Create(receipts);
    }

    private async Task SubmitAsync(EntityKey target, ImmutableArray<Update> updates, List<int> places, Receipt[] receipts)
    {
        try
        {
            var answers = await grains.GetGrain<IEntityGrain>(GrainId.Create(target.Kind, target.Id)).Submit(updates);
            for (var i = 0; i < places.Count; i++) receipts[places[i]] = answers[i];
        }
        catch (Exception e)
        {
            var code = e is TimeoutException ? ErrorCodes.TimedOut : ErrorCodes.OutcomeUnknown;
            for (var i = 0; i < places.Count; i++) receipts[places[i]] = new Receipt.Unknown(updates[i].Id, code.With(e.Message));
        }
    }
}

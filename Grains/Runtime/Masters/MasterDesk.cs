using System.Collections.Concurrent;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains;

/// <summary>Gives decisions the masters they need. What was found is believed for some seconds; what was not found is always asked for again,
/// and is registered where the plant's world is open. One per silo, thread-safe.</summary>
internal sealed class MasterDesk(IGrainFactory grains, TimeProvider clock, EntityOptions options)
{
    private const string Source = "/flows/open-world";
    private readonly ConcurrentDictionary<PlantId, (PlantMaster Master, long At)> _plants = new();
    private readonly ConcurrentDictionary<ItemNumber, (ItemMaster Master, long At)> _items = new();

    /// <summary>The masters for updates of one entity.</summary>
    public ValueTask<Masters> ForAsync(EntityKey entity, ReadOnlyMemory<Update> updates) => TryFind(entity, updates.Span, out var masters)
        ? ValueTask.FromResult(masters)
        : new ValueTask<Masters>(AskAsync(StockKey.Parse(entity.Id), updates));

    /// <summary>True when masters that were found for an entity before are still believed and name everything that more updates of it need.</summary>
    public bool Suffice(in Masters masters, EntityKey entity, ReadOnlySpan<Update> updates)
    {
        if (entity.Kind != EntityKinds.Stock) return true;
        if (masters.Item is not { } item || masters.Plant is not { } plant || !IsFresh(masters.At)) return false;
        foreach (var update in updates)
            if (!MasterNeeds.AreMet(update.Payload, plant, item)) return false;
        return true;
    }

    /// <summary>Finds the masters without asking anybody.</summary>
    public bool TryFind(EntityKey entity, ReadOnlySpan<Update> updates, out Masters masters)
    {
        masters = default;
        if (entity.Kind != EntityKinds.Stock) return true;
        var key = StockKey.Parse(entity.Id);
        var plant = Cached(_plants, key.Plant, out var plantAt);
        var item = Cached(_items, key.Item, out var itemAt);
        foreach (var update in updates)
            if (!MasterNeeds.AreMet(key, update.Payload, plant, item)) return false;
        masters = new Masters(plant, item, Math.Min(plantAt, itemAt));
        return true;
    }

    private async Task<Masters> AskAsync(StockKey key, ReadOnlyMemory<Update> updates)
    {
        try
        {
            return await AskGrainsAsync(key, updates);
        }
        catch (Exception e) when (e is not MastersUnavailableException)
        {
            throw new MastersUnavailableException($"the masters of {key} could not be read: {e.Message}", e);
        }
    }

    private async Task<Masters> AskGrainsAsync(StockKey key, ReadOnlyMemory<Update> updates)
    {
        var plantGrain = grains.GetGrain<IPlantGrain>(Identifiers.ToSegment(key.Plant.Value));
        var itemGrain = grains.GetGrain<IItemGrain>(Identifiers.ToSegment(key.Item.Value));
        var asked = (Plant: plantGrain.Get(), Item: itemGrain.Get());
        var plant = await asked.Plant;
        var item = await asked.Item;
        if ((plant?.World ?? options.UnknownPlants) == World.Open)
        {
            foreach (var location in MasterNeeds.Locations(key, updates.Span))
                if (!MasterNeeds.Knows(plant, location)) await MeetAsync(plantGrain, EntityKinds.Plant, key.Plant.Value, new PlantUpdate.Meet(location), location.Value);
            if (item is null && MasterNeeds.FirstUnit(updates.Span) is { } unit)
                await MeetAsync(itemGrain, EntityKinds.Item, key.Item.Value, new ItemUpdate.Meet(unit), unit.Code);
            plant = await plantGrain.Get();
            item = await itemGrain.Get();
        }

        if (plant is not null) _plants[key.Plant] = (plant, clock.GetTimestamp());
        if (item is not null) _items[key.Item] = (item, clock.GetTimestamp());
        return new Masters(plant, item, clock.GetTimestamp());
    }

    private static async Task MeetAsync(IEntityGrain grain, string kind, string value, UpdatePayload payload, string what)
    {
        var update = new Update(new UpdateId(Source, 0, $"{kind}/{value}/{what}"), new EntityKey(kind, Identifiers.ToSegment(value)), payload);
        // Without a verdict the master may be missing only for now: a fact must not be held for that.
        if ((await grain.Submit([update]))[0] is Receipt.RetryLater or Receipt.Unknown)
            throw new MastersUnavailableException($"{update.Target} could not be registered now");
    }

    private TMaster? Cached<TKey, TMaster>(ConcurrentDictionary<TKey, (TMaster Master, long At)> cache, TKey key, out long at)
        where TKey : notnull
        where TMaster : class
    {
        var isKnown = cache.TryGetValue(key, out var entry) && IsFresh(entry.At);
        at = isKnown ? entry.At : long.MinValue;
        return isKnown ? entry.Master : null;
    }

    private bool IsFresh(long at) => at > long.MinValue && clock.GetElapsedTime(at).TotalSeconds < options.MasterCacheSeconds;
}

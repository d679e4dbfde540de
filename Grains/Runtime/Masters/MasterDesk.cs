using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;
using Sync.Grains.Entities;

namespace Sync.Grains;

/// <summary>Gives decisions the masters they need. What was found is believed for some seconds; what was not found is always asked for again,
/// and is registered where the plant's world is open. One per silo, thread-safe.</summary>
internal sealed class MasterDesk(IGrainFactory grains, LocalEntities local, TimeProvider clock, EntityOptions options)
{
    private const string Source = "/flows/open-world";
    private readonly MasterCache<PlantId, PlantMaster> _plants = new(
        (plant, before) => AtHand(local, Key(plant)) is not EntityView<PlantState> view ? null : view.Version == before?.Version ? before : PlantViews.Of(view),
        plant => Grain(grains, plant).Get(), TimeSpan.FromSeconds(options.MasterCacheSeconds), clock);

    private readonly MasterCache<ItemNumber, ItemMaster> _items = new(
        (item, before) => AtHand(local, Key(item)) is not EntityView<ItemState> view ? null : view.Version == before?.Version ? before : ItemViews.Of(view),
        item => Grain(grains, item).Get(), TimeSpan.FromSeconds(options.MasterCacheSeconds), clock);

    /// <summary>The masters for updates of one entity.</summary>
    public ValueTask<Masters> ForAsync(EntityKey entity, ReadOnlyMemory<Update> updates) => TryFind(entity, updates.Span, out var masters)
        ? ValueTask.FromResult(masters)
        : new ValueTask<Masters>(AskAsync(StockKey.Parse(entity.Id), updates));

    /// <summary>True when masters that were found for an entity before are still believed and name everything that more updates of it need.</summary>
    public bool Suffice(in Masters masters, EntityKey entity, ReadOnlySpan<Update> updates)
    {
        if (entity.Kind != EntityKinds.Stock) return true;
        if (masters.Item is not { } item || masters.Plant is not { } plant || !_items.IsFresh(masters.At)) return false;
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
        var plant = _plants.Find(key.Plant, out var plantAt);
        var item = _items.Find(key.Item, out var itemAt);
        if (!MasterNeeds.AreMet(key, updates, plant, item)) return false;
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
        var at = clock.GetTimestamp();
        var asked = (Plant: _plants.AskAsync(key.Plant), Item: _items.AskAsync(key.Item));
        var (plant, isPlantShared) = await asked.Plant;
        var (item, isItemShared) = await asked.Item;
        if (!MasterNeeds.AreMet(key, updates.Span, plant, item))
        {
            // What others asked for may be from before a master was registered that the caller knows to be there.
            if (isPlantShared) plant = await _plants.AskAnewAsync(key.Plant);
            if (isItemShared) item = await _items.AskAnewAsync(key.Item);
        }

        if ((plant?.World ?? options.UnknownPlants) != World.Open) return new Masters(plant, item, at);
        foreach (var location in MasterNeeds.Locations(key, updates.Span))
        {
            if (MasterNeeds.Knows(plant, location)) continue;
            await MeetAsync(Grain(grains, key.Plant), Key(key.Plant), key.Plant.Value, new PlantUpdate.Meet(location), location.Value);
            plant = await _plants.AskAnewAsync(key.Plant);
        }

        if (item is null && MasterNeeds.FirstUnit(updates.Span) is { } unit)
        {
            await MeetAsync(Grain(grains, key.Item), Key(key.Item), key.Item.Value, new ItemUpdate.Meet(unit), unit.Code);
            item = await _items.AskAnewAsync(key.Item);
        }

        return new Masters(plant, item, at);
    }

    // What is used here must not look idle to its activation.
    private static object? AtHand(LocalEntities local, EntityKey key)
    {
        if (local.Find(key) is not { Settled: { } view } entity) return null;
        entity.Use();
        return view;
    }

    private static EntityKey Key(PlantId plant) => new(EntityKinds.Plant, Identifiers.ToSegment(plant.Value));

    private static EntityKey Key(ItemNumber item) => new(EntityKinds.Item, Identifiers.ToSegment(item.Value));

    private static IPlantGrain Grain(IGrainFactory grains, PlantId plant) => grains.GetGrain<IPlantGrain>(Key(plant).Id);

    private static IItemGrain Grain(IGrainFactory grains, ItemNumber item) => grains.GetGrain<IItemGrain>(Key(item).Id);

    private static async Task MeetAsync(IEntityGrain grain, EntityKey target, string value, UpdatePayload payload, string what)
    {
        var update = new Update(new UpdateId(Source, 0, $"{target.Kind}/{value}/{what}"), target, payload);
        // Without a verdict the master may be missing only for now: a fact must not be held for that.
        if ((await grain.Submit([update]))[0] is Receipt.RetryLater or Receipt.Unknown)
            throw new MastersUnavailableException($"{update.Target} could not be registered now");
    }
}

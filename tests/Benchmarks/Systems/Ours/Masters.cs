using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Registers plants, locations and items of a workload, as a plant would before its first day.</summary>
internal static class Masters
{
    private const string Source = "/adapters/masters/main";

    public static async Task RegisterAsync(IUpdateRouter router, Workload workload)
    {
        var plants = workload.Positions.Select(p => p.Plant).Distinct().Select(Plant);
        var locations = workload.Positions.Select(p => (p.Plant, p.Location)).Distinct().Select(l => Location(l.Plant, l.Location));
        var items = workload.Positions.Select(p => p.Item).Distinct().Select(Item);
        foreach (var updates in plants.Concat(locations).Concat(items).Chunk(500))
        {
            var refused = (await router.SubmitAsync([.. updates])).FirstOrDefault(receipt => receipt is not Receipt.Applied);
            if (refused is not null) throw new WrongResultException($"a master was not registered: {refused}");
        }
    }

    private static Update Plant(PlantId plant) =>
        new(new UpdateId(Source, 0, $"plant-{plant}"), new EntityKey(EntityKinds.Plant, plant.Value), new PlantUpdate.Register("Europe/Berlin", plant.Value));

    private static Update Location(PlantId plant, LocationId location) =>
        new(new UpdateId(Source, 0, $"location-{plant}-{location}"), new EntityKey(EntityKinds.Plant, plant.Value), new PlantUpdate.RegisterLocation(location));

    private static Update Item(ItemNumber item) =>
        new(new UpdateId(Source, 0, $"item-{item}"), new EntityKey(EntityKinds.Item, item.Value), new ItemUpdate.Register(UnitCode.Each, item.Value, LotManaged: true));
}

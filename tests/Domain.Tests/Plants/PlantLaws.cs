using CsCheck;
using Sync.Contracts;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Plants;

public sealed class PlantLaws
{
    private static readonly Gen<LocationId> Locations = Gen.Int[1, 5].Select(i => LocationId.Parse($"L{i}"));

    private static readonly Gen<PlantUpdate> Updates = Gen.OneOf(
        Gen.Select(Gen.Bool, Gen.Int[0, 2], (open, name) => (PlantUpdate)new PlantUpdate.Register(Name: $"n{name}", World: open ? World.Open : World.Closed)),
        Gen.Select(Locations, Gen.Int[0, 2], (location, name) => (PlantUpdate)new PlantUpdate.RegisterLocation(location, $"n{name}")),
        Locations.Select(location => (PlantUpdate)new PlantUpdate.Meet(location)),
        Gen.Select(Gen.Int[1, 4], Locations, Gen.Bool, Gen.Long[0, 12], (waiter, location, plant, seen) =>
            (PlantUpdate)new PlantUpdate.Await(new EntityKey(EntityKinds.Stock, $"P/L{waiter}/BOLT"), plant ? null : location, seen)));

    [Fact]
    public void Whatever_is_said_nobody_waits_for_what_has_come_and_replay_equals_live() => Updates.List[1, 40].Sample(updates =>
    {
        var plant = new MasterDriver<PlantState>(new PlantModel(), new EntityKey(EntityKinds.Plant, "P"));
        foreach (var update in updates)
        {
            plant.Say(update);
            var state = plant.State;
            Assert.Equal(state.Locations.Select(l => l.Master.Location.Value).Distinct().Order(StringComparer.Ordinal), state.Locations.Select(l => l.Master.Location.Value));
            Assert.All(state.Waiting, w => Assert.True(w.Location is { } location ? state.Find(location) is null : state.Terms is null));
            Assert.True(state.Terms is not null || state.Locations.IsEmpty);
        }

        plant.ReplayEqualsLive();
    });
}

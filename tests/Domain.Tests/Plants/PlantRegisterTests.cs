using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Plants;

public sealed class PlantRegisterTests
{
    private static readonly LocationId Raw = LocationId.Parse("RM01");
    private readonly MasterDriver<PlantState> _plant = new(new PlantModel(), new EntityKey(EntityKinds.Plant, "P100"));

    [Fact]
    public void A_plant_that_was_never_registered_has_no_master() => Assert.Null(PlantViews.Of(_plant.View));

    [Fact]
    public void A_registered_plant_shows_its_terms_and_version()
    {
        _plant.Applied<PlantEvent.Registered>(new PlantUpdate.Register("Europe/Berlin", "Werk 1"));
        var master = PlantViews.Of(_plant.View)!;
        Assert.Equal(("P100", "Europe/Berlin", "Werk 1", World.Closed, 1L), (master.Plant.Value, master.TimeZone, master.Name, master.World, master.Version));
        Assert.Empty(master.Locations);
        _plant.ReplayEqualsLive();
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("")]
    public void A_time_zone_that_is_not_an_IANA_zone_is_refused(string zone) =>
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _plant.Refused(new PlantUpdate.Register(zone)));

    [Fact]
    public void A_long_name_or_an_unknown_world_is_refused()
    {
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _plant.Refused(new PlantUpdate.Register(Name: new string('x', 201))));
        _plant.Say(new PlantUpdate.Register());
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _plant.Refused(new PlantUpdate.RegisterLocation(Raw, new string('x', 201))));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _plant.Refused(new PlantUpdate.RegisterLocation(default)));
    }

    [Fact]
    public void The_same_terms_again_are_noted_and_other_terms_are_recorded()
    {
        _plant.Say(new PlantUpdate.Register("Europe/Berlin"));
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.Register("Europe/Berlin"));
        _plant.Applied<PlantEvent.Registered>(new PlantUpdate.Register("Europe/Berlin", World: World.Open));
        Assert.Equal(World.Open, PlantViews.Of(_plant.View)!.World);
    }

    [Fact]
    public void A_location_needs_its_plant() => Assert.Equal(ErrorCodes.PlantUnknown.Code, _plant.Refused(new PlantUpdate.RegisterLocation(Raw)));

    [Fact]
    public void Locations_stand_in_the_order_of_their_ids_and_are_found()
    {
        _plant.Say(new PlantUpdate.Register());
        string[] ids = ["b", "a/1", "B", "ä", "10", "9", "a"];
        foreach (var id in ids) _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.RegisterLocation(LocationId.Parse(id)));
        var master = PlantViews.Of(_plant.View)!;
        Assert.Equal(ids.Order(StringComparer.Ordinal), master.Locations.Select(l => l.Location.Value));
        Assert.All(ids, id => Assert.Equal(id, master.Find(LocationId.Parse(id))!.Location.Value));
        Assert.All(["", "0", "A", "aa", "z", "zz"], id => Assert.Null(master.Find(id.Length == 0 ? default : LocationId.Parse(id))));
        _plant.ReplayEqualsLive();
    }

    [Fact]
    public void A_location_can_be_renamed_and_the_same_name_again_is_noted()
    {
        _plant.Say(new PlantUpdate.Register());
        _plant.Say(new PlantUpdate.RegisterLocation(Raw, "Rohware"));
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.RegisterLocation(Raw, "Rohware"));
        _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.RegisterLocation(Raw, "Raw material"));
        Assert.Equal("Raw material", Assert.Single(PlantViews.Of(_plant.View)!.Locations).Name);
    }

    [Fact]
    public void A_plant_that_is_met_is_registered_open_in_UTC_with_the_location()
    {
        var e = _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.Meet(Raw));
        Assert.Equal(new PlantTerms("Etc/UTC", null, World.Open), e.Plant);
        var master = PlantViews.Of(_plant.View)!;
        Assert.Equal(("Etc/UTC", World.Open), (master.TimeZone, master.World));
        Assert.Equal(new LocationMaster(Raw, null, Met: true), Assert.Single(master.Locations));
        _plant.ReplayEqualsLive();
    }

    [Fact]
    public void A_location_that_is_met_leaves_the_terms_of_its_plant_alone()
    {
        _plant.Say(new PlantUpdate.Register("Europe/Berlin", World: World.Open));
        Assert.Null(_plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.Meet(Raw)).Plant);
        _plant.Applied<KernelEvent.Noted>(new PlantUpdate.Meet(Raw));
        Assert.Equal("Europe/Berlin", PlantViews.Of(_plant.View)!.TimeZone);
    }

    [Fact]
    public void A_met_location_is_confirmed_by_a_person()
    {
        _plant.Say(new PlantUpdate.Meet(Raw));
        _plant.Applied<PlantEvent.LocationRegistered>(new PlantUpdate.RegisterLocation(Raw));
        Assert.False(Assert.Single(PlantViews.Of(_plant.View)!.Locations).Met);
    }

    [Fact]
    public void A_full_plant_takes_no_further_location_but_changes_those_it_has()
    {
        var full = new PlantState
        {
            Terms = PlantTerms.Met,
            Locations = [.. Enumerable.Range(0, PlantModel.LocationLimit).Select(i => new PlantLocation(new LocationMaster(LocationId.Parse($"L{i:00000}"), null, true), 1))],
        };
        Assert.Equal(ErrorCodes.FieldInvalid.Code, Assert.IsType<Decision.Refuse>(Decide(full, new PlantUpdate.RegisterLocation(Raw))).Reason.Code);
        Assert.Equal(ErrorCodes.FieldInvalid.Code, Assert.IsType<Decision.Refuse>(Decide(full, new PlantUpdate.Meet(Raw))).Reason.Code);
        Assert.IsType<Decision.Apply>(Decide(full, new PlantUpdate.RegisterLocation(LocationId.Parse("L00007"), "seven")));
    }

    private static Decision Decide(PlantState state, PlantUpdate update) => new PlantModel().Decide(
        state, new Update(new UpdateId("/tests", 0, "1"), new EntityKey(EntityKinds.Plant, "P100"), update), default);
}

using Sync.Contracts;

namespace Sync.Domain.Tests.Flows;

/// <summary>The whole way of a fact that lacks masters: held, case, await, registration, resume, applied, case closed.</summary>
public sealed class WaitingForMastersTests
{
    private const string Key = "P1/RM01/BOLT";
    private static readonly UnitCode Case24 = UnitCode.Parse("CS");
    private static readonly LocationId Raw = LocationId.Parse("RM01");
    private readonly LittleWorld _world = new();

    [Fact]
    public void A_fact_goes_on_by_itself_as_each_master_comes_and_every_case_is_closed()
    {
        Receive(UnitCode.Each);
        Assert.Equal(CaseStatus.Open, Status("plant-unknown"));
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.Register());
        Assert.Equal((CaseStatus.Resolved, CaseStatus.Open), (Status("plant-unknown"), Status("location-unknown")));
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(Raw));
        Assert.Equal((CaseStatus.Resolved, CaseStatus.Open), (Status("location-unknown"), Status("item-unknown")));
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each));
        Assert.Equal(CaseStatus.Resolved, Status("item-unknown"));
        Assert.Equal(1, _world.OnHand(Key));
        Assert.Empty(_world.Position(Key).View.Held);
        Assert.Equal(3, _world.Due.Count);
    }

    [Fact]
    public void A_fact_that_lacks_a_conversion_rests_until_the_item_has_it()
    {
        Register();
        Receive(Case24);
        Receive(Case24);
        Assert.Equal((CaseStatus.Open, 2), (Status("unit-unknown"), _world.Case($"unit-unknown/stock/{Key}")!.Occurrences));
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each, "Bolt"));
        Assert.Equal((0, 2), (_world.OnHand(Key), _world.Position(Key).View.Held.Length));
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each, "Bolt", Conversions: [new UnitConversion(Case24, new Ratio(24, 1))]));
        Assert.Equal((48, 0), (_world.OnHand(Key), _world.Position(Key).View.Held.Length));
        Assert.Equal(CaseStatus.Resolved, Status("unit-unknown"));
        Assert.Empty(_world.Item("BOLT").State.Waiting);
    }

    [Fact]
    public void Many_positions_that_lack_a_conversion_come_to_rest()
    {
        Register();
        for (var i = 0; i < 20; i++)
        {
            _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(LocationId.Parse($"L{i}")));
            _world.Say(EntityKinds.Stock, $"P1/L{i}/BOLT", new StockUpdate.Received(new Quantity(1, Case24)));
        }

        Assert.Equal(20, _world.Item("BOLT").State.Waiting.Length);
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each, Conversions: [new UnitConversion(Case24, new Ratio(24, 1))]));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(24, _world.OnHand($"P1/L{i}/BOLT")));
    }

    [Fact]
    public void A_transfer_to_an_unknown_location_rests_until_that_location_comes()
    {
        Register();
        _world.Say(EntityKinds.Stock, Key, new StockUpdate.Transferred(new Quantity(1, UnitCode.Each), LocationId.Parse("FG01")));
        Assert.Equal(LocationId.Parse("FG01"), Assert.Single(_world.Plant("P1").State.Waiting).Location);
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(LocationId.Parse("FG02")));
        Assert.Equal(0, _world.OnHand(Key));
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(LocationId.Parse("FG01")));
        Assert.Equal((-1, 1), (_world.OnHand(Key), _world.OnHand("P1/FG01/BOLT")));
        Assert.Equal(CaseStatus.Resolved, Status("location-unknown"));
    }

    [Fact]
    public void A_fact_that_is_discarded_closes_its_case()
    {
        Receive(UnitCode.Each);
        _world.Say(EntityKinds.Stock, Key, new ControlUpdate.Discard(_world.Position(Key).View.Held[0].Update.Id, "a mistake", "ada"));
        Assert.Equal(CaseStatus.Resolved, Status("plant-unknown"));
    }

    private void Register()
    {
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.Register());
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(Raw));
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each));
    }

    private void Receive(UnitCode unit) => _world.Say(EntityKinds.Stock, Key, new StockUpdate.Received(new Quantity(1, unit)));

    private CaseStatus? Status(string code) => _world.Case($"{code}/stock/{Key}")?.Status;
}

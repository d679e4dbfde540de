using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Tests.Flows;

public sealed class MasterFlowTests
{
    private static readonly EntityKey Position = new(EntityKinds.Stock, "P%2F1/RM01/BOLT%2FM8");
    private static readonly EntityKey Item = new(EntityKinds.Item, "BOLT%2FM8");
    private static readonly EntityKey Plant = new(EntityKinds.Plant, "P%2F1");
    private static readonly Quantity One = new(1, UnitCode.Each);

    [Theory]
    [InlineData("item-unknown", null, 0)]
    [InlineData("unit-unknown", 5L, 5)]
    public void What_lacks_the_item_or_a_conversion_awaits_the_item(string code, long? seen, long expected)
    {
        var update = Assert.Single(Masters(Held(code, new StockUpdate.Received(One), item: seen)));
        Assert.Equal((Item, new ItemUpdate.Await(Position, expected)), (update.Target, (ItemUpdate.Await)update.Payload));
        Assert.Equal("stock/P%2F1/RM01/BOLT%2FM8@7#0", update.Id.MessageId);
    }

    [Fact]
    public void What_lacks_the_plant_awaits_the_plant()
    {
        var update = Assert.Single(Masters(Held("plant-unknown", new StockUpdate.Received(One))));
        Assert.Equal((Plant, new PlantUpdate.Await(Position)), (update.Target, (PlantUpdate.Await)update.Payload));
    }

    [Fact]
    public void What_lacks_a_location_awaits_its_own()
    {
        var update = Assert.Single(Masters(Held("location-unknown", new StockUpdate.Received(One), plant: 3)));
        Assert.Equal((Plant, new PlantUpdate.Await(Position, LocationId.Parse("RM01"), 3)), (update.Target, (PlantUpdate.Await)update.Payload));
    }

    [Fact]
    public void A_transfer_that_lacks_a_location_awaits_both_ends()
    {
        var updates = Masters(Held("location-unknown", new StockUpdate.Transferred(One, LocationId.Parse("FG01")), plant: 3));
        Assert.Equal(
            [new PlantUpdate.Await(Position, LocationId.Parse("RM01"), 3), new PlantUpdate.Await(Position, LocationId.Parse("FG01"), 3)],
            updates.Select(u => (PlantUpdate.Await)u.Payload));
    }

    [Theory]
    [InlineData("lot-missing")]
    [InlineData("reversed-unknown")]
    [InlineData("identity-conflict")]
    public void What_waits_for_a_person_or_its_own_history_awaits_no_master(string code) =>
        Assert.Empty(Masters(Held(code, new StockUpdate.Received(One))));

    [Fact]
    public void A_hold_of_another_kind_of_entity_awaits_no_master() =>
        Assert.Empty(Masters(Held("item-unknown", new StockUpdate.Received(One)), new EntityKey(EntityKinds.Item, "BOLT")));

    public static TheoryData<string, DomainEvent> Wakers => new()
    {
        { "item registered", new ItemEvent.Registered { Terms = ItemTerms.Met(UnitCode.Each), Resume = [Position, Other] } },
        { "plant registered", new PlantEvent.Registered { Terms = PlantTerms.Met, Resume = [Position, Other] } },
        { "location registered", new PlantEvent.LocationRegistered { Location = LocationId.Parse("RM01"), Resume = [Position, Other] } },
    };

    private static EntityKey Other => new(EntityKinds.Stock, "P%2F1/RM02/BOLT%2FM8");

    [Theory]
    [MemberData(nameof(Wakers))]
    public void A_change_wakes_everybody_who_waited(string what, DomainEvent e)
    {
        Assert.NotEmpty(what);
        var updates = Masters(e, Item);
        Assert.Equal([Position, Other], updates.Select(u => u.Target));
        Assert.All(updates, u => Assert.Equal(new ControlUpdate.Resume(), u.Payload));
        Assert.Equal(["item/BOLT%2FM8@7#0", "item/BOLT%2FM8@7#1"], updates.Select(u => u.Id.MessageId));
    }

    [Fact]
    public void An_answer_wakes_who_asked()
    {
        Assert.Equal(Position, Assert.Single(Masters(new ItemEvent.Answered { Waiting = Position }, Item)).Target);
        Assert.Equal(Position, Assert.Single(Masters(new PlantEvent.Answered { Waiting = Position }, Plant)).Target);
        Assert.Empty(Masters(new ItemEvent.Awaited { Waiting = Position }, Item));
        Assert.Empty(Masters(new PlantEvent.Awaited { Waiting = Position }, Plant));
    }

    private static KernelEvent.Held Held(string code, StockUpdate payload, long? plant = null, long? item = null) => new(
        StoredUpdates.ToJson(new Update(new UpdateId("/adapters/erp", 0, "GR-1"), Position, payload)), ErrorCodes.Find(code).With("test"), plant, item);

    private static List<Update> Masters(DomainEvent e, EntityKey? entity = null) =>
        [.. FlowRecords.React(FlowRecords.Of(entity ?? Position), e).Select(FlowRecords.Command).Where(u => u.Id.Source == "/flows/masters")];
}

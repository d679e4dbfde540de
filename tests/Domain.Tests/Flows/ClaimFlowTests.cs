using Sync.Contracts;

namespace Sync.Domain.Tests.Flows;

/// <summary>The whole way of a claim: plant rule, claim, clock, case, the owner's report, case closed.</summary>
public sealed class ClaimFlowTests
{
    private const string Key = "P1/RM01/BOLT";
    private static readonly DocumentReference Order = new("po", "45", "10");
    private readonly LittleWorld _world = new();

    public ClaimFlowTests()
    {
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.Register());
        _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.RegisterLocation(LocationId.Parse("RM01")));
        _world.Say(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each));
        Own("/adapters/wms/main");
    }

    [Fact]
    public void A_claim_that_nobody_confirms_in_time_becomes_a_case_that_the_owners_report_closes()
    {
        Receive(5);
        var due = Assert.Single(_world.Due);
        var ring = Assert.IsType<StockUpdate.ClaimDue>(due.Update.Payload);
        Assert.Equal(ring.DueAt, due.Due);
        _world.Position(Key).Now = due.Due;
        _world.Say(EntityKinds.Stock, Key, ring);
        var open = _world.Case($"claim-unmatched/stock/{Key}")!;
        Assert.Equal(CaseStatus.Open, open.Status);
        Assert.Contains("says 5 EA", open.Reason.Message, StringComparison.Ordinal);
        Assert.Contains("po 45/10", open.Reason.Message, StringComparison.Ordinal);
        Own("/tests");
        Receive(5);
        Assert.Equal((CaseStatus.Resolved, 5), (_world.Case($"claim-unmatched/stock/{Key}")!.Status, _world.OnHand(Key)));
    }

    [Fact]
    public void Another_quantity_is_a_case_at_once_that_names_both_sides_and_the_difference()
    {
        Receive(5);
        Own("/tests");
        Receive(7);
        var open = _world.Case($"claim-differs/stock/{Key}")!;
        Assert.Equal(CaseStatus.Open, open.Status);
        Assert.Contains("says 5 EA", open.Reason.Message, StringComparison.Ordinal);
        Assert.Contains("the owner says 7 (/tests#", open.Reason.Message, StringComparison.Ordinal);
        Assert.Contains("a difference of -2", open.Reason.Message, StringComparison.Ordinal);
        Own("/adapters/wms/main");
        Receive(2);
        Assert.Equal((CaseStatus.Resolved, 7), (_world.Case($"claim-differs/stock/{Key}")!.Status, _world.OnHand(Key)));
    }

    private void Own(string owner) => _world.Say(EntityKinds.Plant, "P1", new PlantUpdate.SetOwnership([new OwnershipRule(owner, MovementType.Receipt)]));

    private void Receive(int quantity) => _world.Say(EntityKinds.Stock, Key, new StockUpdate.Received(new Quantity(quantity, UnitCode.Each), Reference: Order));
}

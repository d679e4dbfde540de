using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class ClaimReversalTests
{
    private const string Wms = "/adapters/wms/main";
    private static readonly DocumentReference Order = new("po", "4500012345", "10");
    private readonly Position _position = new() { Plant = Owned(Wms) };

    [Fact]
    public void What_takes_back_a_claim_moves_nothing_and_differs_until_the_owner_takes_back_too()
    {
        Both(10);
        var back = _position.Applied<StockEvent.Claimed>(new StockUpdate.Reversed("c1", Ea(4)), 3);
        Assert.Equal((-4, new UpdateId(Position.Erp, 0, "c1"), null), (back.Amount, back.Reverses!.Value, back.DueAt));
        Assert.Equal((10, -4), (_position.Balance(), Assert.Single(_position.Read.Claims).Difference));
        _position.Moved(new StockUpdate.Reversed("o1", Ea(4)), 4, source: Wms);
        Assert.Equal((6, 0), (_position.Balance(), _position.Read.Claims.Length));
    }

    [Fact]
    public void The_owner_taking_back_first_is_the_same()
    {
        Both(10);
        _position.Moved(new StockUpdate.Reversed("o1"), 3, source: Wms);
        Assert.Equal((0, ClaimStanding.Differs), (_position.Balance(), Assert.Single(_position.Read.Claims).Standing));
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Reversed("c1"), 4);
        Assert.Empty(_position.Read.Claims);
    }

    [Fact]
    public void A_claim_that_was_taken_back_before_the_owner_spoke_is_settled()
    {
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Received(Ea(5), Reference: Order), 1, "c1");
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Reversed("c1"), 2);
        Assert.Empty(_position.Read.Claims);
    }

    [Fact]
    public void A_reversal_that_comes_before_its_claim_is_held_until_then()
    {
        Assert.Equal(ErrorCodes.ReversedUnknown.Code, _position.HeldFor(new StockUpdate.Reversed("c1"), 2));
        _position.Say(new StockUpdate.Received(Ea(5), Reference: Order), 1, "c1");
        Assert.Equal((0, 0, 0), (_position.Read.Held, _position.Read.Claims.Length, _position.Balance()));
    }

    [Fact]
    public void No_more_of_a_claim_is_taken_back_than_it_has_and_no_reversal_is_reversed()
    {
        Both(10);
        Assert.Equal(ErrorCodes.OverReversed.Code, _position.HeldFor(new StockUpdate.Reversed("c1", Ea(11)), 3));
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Reversed("c1"), 3, "r1");
        Assert.Equal(ErrorCodes.OverReversed.Code, _position.HeldFor(new StockUpdate.Reversed("c1"), 4));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.HeldFor(new StockUpdate.Reversed("r1"), 4));
    }

    [Fact]
    public void Who_does_not_own_a_movement_can_only_claim_that_it_was_reversed()
    {
        Both(10);
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Reversed("o1", ReversesSource: Wms), 3);
        Assert.Equal((10, 1), (_position.Balance(), _position.Read.Claims.Length));
        _position.Moved(new StockUpdate.Reversed("o1"), 4, source: Wms);
        Assert.Equal((0, 0), (_position.Balance(), _position.Read.Claims.Length));
    }

    [Fact]
    public void A_source_takes_back_its_own_movement_that_counted_also_when_another_owns_such_movements_now()
    {
        _position.Plant = Plant;
        _position.Moved(new StockUpdate.Received(Ea(5), Reference: Order), 1, "e1");
        _position.Plant = Owned(Wms);
        _position.Moved(new StockUpdate.Reversed("e1"), 2);
        Assert.Equal(0, _position.Balance());
    }

    private void Both(int quantity)
    {
        _position.Moved(new StockUpdate.Received(Ea(quantity), Reference: Order), 1, "o1", Wms);
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Received(Ea(quantity), Reference: Order), 2, "c1");
        Assert.Empty(_position.Read.Claims);
    }
}

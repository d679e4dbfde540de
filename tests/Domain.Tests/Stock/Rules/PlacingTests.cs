using Sync.Contracts;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

/// <summary>Facts that cannot be placed wait; requests are refused.</summary>
public sealed class PlacingTests
{
    private readonly Position _position = new();

    public static TheoryData<StockUpdate> Facts =>
    [
        new StockUpdate.Received(Ea(1)), new StockUpdate.Issued(Ea(1)), new StockUpdate.Transferred(Ea(1), LocationId.Parse("FG01")),
        new StockUpdate.StatusChanged(Ea(1), default, StockStatus.Blocked), new StockUpdate.Counted([new CountLine(Ea(1))]),
        new StockUpdate.CountPosted(Ea(1), default, "C1"), new StockUpdate.Adjusted(Ea(1), "why"), new StockUpdate.Reversed("x"),
        new StockUpdate.Arrive("t", At("FG01", "BOLT-M8"), Ea(1), default),
    ];

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_waits_for_the_plant(StockUpdate fact)
    {
        _position.Plant = null;
        Assert.Equal(ErrorCodes.PlantUnknown.Code, _position.HeldFor(fact));
    }

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_waits_for_the_location(StockUpdate fact)
    {
        _position.Plant = Plant with { Locations = [] };
        Assert.Equal(ErrorCodes.LocationUnknown.Code, _position.HeldFor(fact));
    }

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_waits_for_the_item(StockUpdate fact)
    {
        _position.Item = null;
        Assert.Equal(ErrorCodes.ItemUnknown.Code, _position.HeldFor(fact));
    }

    [Fact]
    public void A_transfer_waits_for_its_destination_too() =>
        Assert.Equal(ErrorCodes.LocationUnknown.Code, _position.HeldFor(new StockUpdate.Transferred(Ea(1), LocationId.Parse("NOWHERE"))));

    [Fact]
    public void A_fact_in_an_unknown_unit_waits()
    {
        Assert.Equal(ErrorCodes.UnitUnknown.Code, _position.HeldFor(new StockUpdate.Received(Of(1, "KGM"))));
        Assert.Equal(ErrorCodes.UnitUnknown.Code, _position.HeldFor(new StockUpdate.Counted([new CountLine(Ea(1)), new CountLine(Of(1, "KGM"), Lot("L"))])));
    }

    [Fact]
    public void A_fact_without_lot_waits_where_lots_are_managed()
    {
        _position.Item = Bolt with { LotManaged = true };
        Assert.Equal(ErrorCodes.LotMissing.Code, _position.HeldFor(new StockUpdate.Received(Ea(1))));
        Assert.Equal(ErrorCodes.LotMissing.Code, _position.HeldFor(new StockUpdate.Counted([new CountLine(Ea(1))])));
        _position.Moved(new StockUpdate.Received(Ea(1), Lot("L1")));
    }

    [Fact]
    public void A_lot_is_kept_where_lots_are_not_managed()
    {
        _position.Moved(new StockUpdate.Received(Ea(1), Lot("L1")));
        Assert.Equal(1, _position.Balance(Lot("L1")));
    }

    [Fact]
    public void Requests_are_refused_for_the_same_reasons()
    {
        var reserve = new StockUpdate.Reserve("R1", Ea(1), "WO-1", AllowShort: true);
        _position.Plant = null;
        Assert.Equal(ErrorCodes.PlantUnknown.Code, _position.RefusedFor(reserve));
        _position.Plant = Plant with { Locations = [] };
        Assert.Equal(ErrorCodes.LocationUnknown.Code, _position.RefusedFor(reserve));
        (_position.Plant, _position.Item) = (Plant, null);
        Assert.Equal(ErrorCodes.ItemUnknown.Code, _position.RefusedFor(reserve));
        _position.Item = Bolt;
        Assert.Equal(ErrorCodes.UnitUnknown.Code, _position.RefusedFor(reserve with { Quantity = Of(1, "KGM") }));
    }

    [Fact]
    public void What_waited_is_applied_when_its_master_has_come()
    {
        _position.Item = null;
        _position.HeldFor(new StockUpdate.Received(Ea(7)), hour: 3, id: "1");
        _position.Item = Bolt;
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal((7, 0), (_position.Balance(), _position.Read.Held));
        Assert.Equal(Position.Hour(3), _position.Records[^1].OccurredAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.0000000001)]
    [InlineData(1e15)]
    public void A_quantity_out_of_range_is_no_fact(double value)
    {
        var quantity = Ea((decimal)value);
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, _position.RefusedFor(new StockUpdate.Received(quantity)));
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, _position.RefusedFor(new StockUpdate.Reserve("R", quantity, "x")));
    }

    [Fact]
    public void A_converted_quantity_out_of_range_is_refused() =>
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, _position.RefusedFor(new StockUpdate.Received(Of(900_000_000_000_000, "CA"))));

    [Fact]
    public void Fields_that_contradict_each_other_are_refused()
    {
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Transferred(Ea(1), LocationId.Parse("RM01"))));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.StatusChanged(Ea(1), default, StockStatus.Available)));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Received(Ea(1), In(StockStatus.InTransit))));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Received(Ea(1), default, MovementType.Scrap)));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Counted([new CountLine(Ea(1)), new CountLine(Ea(2))])));
        Assert.Equal(ErrorCodes.FieldMissing.Code, _position.RefusedFor(new StockUpdate.Counted([new CountLine(Ea(1))]), hour: null));
    }
}

using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Flows;

public sealed class TransferFlowTests
{
    private static readonly StockKey Sender = StockKey.Parse("P100/RM01/BOLT%2FM8");
    private static readonly StockAccount Lot = new(LotNumber.Parse("L42"), StockStatus.Quality, PartyId.Parse("ACME"));

    private static readonly StockEvent.Moved Sent = new()
    {
        Unit = UnitCode.Each, Changes = [new AccountChange(Lot, -24, 76)], Reserved = 0, Movement = MovementType.Transfer,
        Quantity = new Quantity(1, UnitCode.Parse("CS")), Factor = new Ratio(24, 1), PostingDate = new DateOnly(2026, 11, 23),
        Transfer = new TransferOut("/adapters/wms#T-1", LocationId.Parse("FG/01"), 24), Reference = new DocumentReference("delivery", "80001"),
    };

    [Fact]
    public void What_was_sent_arrives_at_the_receiving_position_in_the_same_account_and_the_base_unit()
    {
        var update = FlowRecords.Sent(Assert.Single(FlowRecords.React(FlowRecords.Of(Sender.ToEntity()), Sent)));
        Assert.Equal(new UpdateId("/flows/transfer", 0, "stock/P100/RM01/BOLT%2FM8@7#0"), update.Id);
        Assert.Equal(new EntityKey(EntityKinds.Stock, "P100/FG%2F01/BOLT%2FM8"), update.Target);
        Assert.Equal(new StockUpdate.Arrive("/adapters/wms#T-1", Sender, new Quantity(24, UnitCode.Each), Lot, Sent.Reference), update.Payload);
        Assert.Equal((FlowRecords.OccurredAt, Sent.PostingDate), (update.OccurredAt, update.PostingDate));
    }

    [Fact]
    public void A_transfer_from_before_a_count_still_knows_its_account()
    {
        var before = Sent with { Changes = [new AccountChange(Lot, 0, 76, 24)] };
        var arrive = (StockUpdate.Arrive)FlowRecords.Sent(Assert.Single(FlowRecords.React(FlowRecords.Of(Sender.ToEntity()), before))).Payload;
        Assert.Equal(Lot, arrive.Account);
    }

    [Fact]
    public void An_arrival_is_confirmed_to_the_sender()
    {
        var arrived = new StockEvent.TransferArrived
        {
            Unit = UnitCode.Each, Changes = [new AccountChange(Lot, 24, 24)], Reserved = 0, Transfer = new TransferIn("/adapters/wms#T-1", Sender, 24),
        };
        var update = FlowRecords.Sent(Assert.Single(FlowRecords.React(FlowRecords.Of(new EntityKey(EntityKinds.Stock, "P100/FG%2F01/BOLT%2FM8")), arrived)));
        Assert.Equal(Sender.ToEntity(), update.Target);
        Assert.Equal(new StockUpdate.ConfirmArrival("/adapters/wms#T-1", new Quantity(24, UnitCode.Each)), update.Payload);
    }

    [Fact]
    public void Other_movements_and_a_confirmed_transfer_lead_to_nothing()
    {
        Assert.Empty(FlowRecords.React(FlowRecords.Of(Sender.ToEntity()), Sent with { Transfer = null }));
        var confirmed = new StockEvent.TransferConfirmed { Unit = UnitCode.Each, Changes = [], Reserved = 0, TransferId = "t", Amount = 24 };
        Assert.Empty(FlowRecords.React(FlowRecords.Of(Sender.ToEntity()), confirmed));
    }
}

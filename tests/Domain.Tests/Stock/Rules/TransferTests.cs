using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class TransferTests
{
    private static readonly LocationId Finished = LocationId.Parse("FG01");
    private readonly Position _position = new();

    [Fact]
    public void The_sender_takes_the_goods_off_and_keeps_the_transfer_open()
    {
        _position.Moved(new StockUpdate.Received(Ea(10), Lot("L1")));
        var moved = _position.Moved(new StockUpdate.Transferred(Of(2, "DZN"), Finished, Lot("L1")), 12, "T1");
        Assert.Equal(new TransferOut($"{Position.Erp}#T1", Finished, 24), moved.Transfer);
        Assert.Equal((MovementType.Transfer, new AccountChange(Lot("L1"), -24, -14)), (moved.Movement, moved.Changes[0]));
        Assert.Equal(new OpenTransfer($"{Position.Erp}#T1", Finished, 24, Lot("L1"), Position.Hour(12)), Assert.Single(_position.Read.Transfers));
    }

    [Fact]
    public void The_confirmation_closes_it_and_a_second_one_is_noted()
    {
        var sent = _position.Moved(new StockUpdate.Transferred(Ea(4), Finished)).Transfer!;
        var confirmed = _position.Applied<StockEvent.TransferConfirmed>(new StockUpdate.ConfirmArrival(sent.Id, Ea(4)));
        Assert.Equal((sent.Id, 4), (confirmed.TransferId, confirmed.Amount));
        Assert.Empty(_position.Read.Transfers);
        _position.Noted(new StockUpdate.ConfirmArrival(sent.Id, Ea(4)));
    }

    [Fact]
    public void A_confirmation_of_an_unknown_transfer_is_noted() => _position.Noted(new StockUpdate.ConfirmArrival("nobody", Ea(4)));

    [Fact]
    public void The_receiver_gets_the_goods_in_the_same_account_once()
    {
        var arrive = new StockUpdate.Arrive("T1", At("RM02", "BOLT-M8"), Ea(4), Lot("L1"), new DocumentReference("po", "7"));
        var arrived = _position.Applied<StockEvent.TransferArrived>(arrive, source: "/flows/transfer");
        Assert.Equal((new AccountChange(Lot("L1"), 4, 4), new TransferIn("T1", At("RM02", "BOLT-M8"), 4)), (arrived.Changes[0], arrived.Transfer));
        _position.Noted(arrive);
        Assert.Equal(4, _position.Balance(Lot("L1")));
    }

    [Fact]
    public void An_arrival_before_a_count_is_in_the_count()
    {
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))]), 5);
        var arrived = _position.Applied<StockEvent.TransferArrived>(new StockUpdate.Arrive("T1", At("RM02", "BOLT-M8"), Ea(4), default), 4);
        Assert.Equal((8, -4), (_position.Balance(), arrived.Changes[0].Difference));
    }

    [Fact]
    public void Less_than_the_scale_shows_is_sent_and_arrives_as_nothing()
    {
        var sent = _position.Moved(new StockUpdate.Transferred(Ea(0.3m), Finished));
        Assert.Equal((0, 0.3m), (sent.Transfer!.Amount, sent.Residual));
        _position.Applied<StockEvent.TransferArrived>(new StockUpdate.Arrive("T", At("RM02", "BOLT-M8"), Ea(0), default));
    }

    [Fact]
    public void What_the_flow_would_never_say_is_refused()
    {
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, _position.RefusedFor(new StockUpdate.Arrive("T", At("RM02", "BOLT-M8"), Ea(-1), default)));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Arrive("T", default, Ea(1), default)));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Arrive("T", At("RM02", "BOLT-M8"), Ea(1), In(StockStatus.InTransit))));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.ConfirmArrival("", Ea(1))));
    }
}

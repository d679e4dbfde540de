using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class ReservationTests
{
    private readonly Position _position = new();

    public ReservationTests() => _position.Moved(new StockUpdate.Received(Ea(10)), 1);

    [Fact]
    public void A_reservation_lowers_what_is_free_and_not_what_is_available()
    {
        var made = Reserve("R1", 4);
        Assert.Equal(("R1", "WO-1", 4, 4), (made.Reservation, made.For, made.Amount, made.Reserved));
        Assert.Equal(new StockMeasures(10, 10, 4, 6), _position.Read.Measures);
        Assert.Equal(new ReservationView("R1", "WO-1", 4, 0, 0, 4, null), Assert.Single(_position.Read.Reservations));
    }

    [Fact]
    public void More_than_is_free_is_refused_unless_short_is_allowed()
    {
        Reserve("R1", 8);
        Assert.Equal(ErrorCodes.NotEnoughFree.Code, _position.RefusedFor(new StockUpdate.Reserve("R2", Ea(3), "WO-2")));
        _position.Applied<StockEvent.ReservationMade>(new StockUpdate.Reserve("R2", Ea(3), "WO-2", AllowShort: true));
        Assert.Equal(-1, _position.Read.Measures.Free);
        Assert.Equal(ErrorCodes.NotEnoughFree.Code, _position.RefusedFor(new StockUpdate.Reserve("R3", Ea(1), "WO-3")));
    }

    [Fact]
    public void Only_own_available_stock_is_free()
    {
        _position.Moved(new StockUpdate.Received(Ea(10), OwnedBy("ACME")));
        _position.Moved(new StockUpdate.Received(Ea(10), In(StockStatus.Quality)));
        Assert.Equal(ErrorCodes.NotEnoughFree.Code, _position.RefusedFor(new StockUpdate.Reserve("R1", Ea(11), "WO-1")));
    }

    [Fact]
    public void An_id_that_exists_is_refused_also_when_it_holds_nothing_any_more()
    {
        Reserve("R1", 4);
        Assert.Equal(ErrorCodes.ReservationExists.Code, _position.RefusedFor(new StockUpdate.Reserve("R1", Ea(4), "WO-1")));
        _position.Applied<StockEvent.ReservationReleased>(new StockUpdate.Release("R1"));
        Assert.Equal(ErrorCodes.ReservationExists.Code, _position.RefusedFor(new StockUpdate.Reserve("R1", Ea(4), "WO-1")));
    }

    [Fact]
    public void It_is_given_back_in_part_and_in_full()
    {
        Reserve("R1", 4);
        Assert.Equal((1, 3), Released(new StockUpdate.Release("R1", Ea(1))));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Release("R1", Ea(4))));
        Assert.Equal((3, 0), Released(new StockUpdate.Release("R1")));
        Assert.Equal(ErrorCodes.ReservationUnknown.Code, _position.RefusedFor(new StockUpdate.Release("R1")));
        Assert.Equal(ErrorCodes.ReservationUnknown.Code, _position.RefusedFor(new StockUpdate.Release("R9")));
        Assert.Empty(_position.Read.Reservations);
    }

    [Fact]
    public void It_expires_at_its_time_and_at_no_other()
    {
        Reserve("R1", 4, Position.Hour(2000));
        _position.Noted(new StockUpdate.Expire("R1", Position.Hour(1999)));
        var released = _position.Applied<StockEvent.ReservationReleased>(new StockUpdate.Expire("R1", Position.Hour(2000)));
        Assert.Equal((4, 0, true), (released.Amount, released.Reserved, released.Expired));
        _position.Noted(new StockUpdate.Expire("R1", Position.Hour(2000)));
        _position.Noted(new StockUpdate.Expire("R9", Position.Hour(2000)));
    }

    [Fact]
    public void An_expiry_that_has_passed_is_refused()
    {
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.RefusedFor(new StockUpdate.Reserve("R1", Ea(1), "x", Position.Hour(1000))));
    }

    [Fact]
    public void A_consumption_takes_from_it()
    {
        Reserve("R1", 4);
        var moved = Consume("R1", 3);
        Assert.Equal(("R1", 1), (moved.Reservation, moved.Reserved));
        Assert.Null(moved.Flags);
        Assert.Equal(new StockMeasures(7, 7, 1, 6), _position.Read.Measures);
        Assert.Equal([ReceiptFlags.OverConsumed], Consume("R1", 2).Flags!.Value);
        Assert.Equal(0, _position.Read.Measures.Reserved);
        Assert.Equal([ReceiptFlags.OverConsumed], Consume("R1", 1).Flags!.Value);
    }

    [Fact]
    public void A_consumption_without_reservation_is_applied_and_taken_off_the_one_that_comes()
    {
        Assert.Equal([ReceiptFlags.UnknownReservation], Consume("R1", 3).Flags!.Value);
        Assert.Equal(1, Reserve("R1", 4).Reserved);
        Assert.Equal(3, Assert.Single(_position.Read.Reservations).Consumed);
    }

    [Fact]
    public void A_reservation_of_what_was_consumed_before_needs_only_the_rest_to_be_free()
    {
        Consume("R1", 8);
        Assert.Equal(2, Reserve("R1", 10).Reserved);
        Consume("R2", 2);
        Assert.Equal(ErrorCodes.NotEnoughFree.Code, _position.RefusedFor(new StockUpdate.Reserve("R2", Ea(4), "x")));
    }

    [Fact]
    public void More_consumed_than_is_then_reserved_is_flagged()
    {
        Consume("R1", 5);
        var made = Reserve("R1", 4);
        Assert.Equal([ReceiptFlags.OverConsumed], made.Flags!.Value);
        Assert.Equal(0, made.Reserved);
    }

    [Fact]
    public void The_reversal_of_a_consumption_opens_the_reservation_again()
    {
        Reserve("R1", 4);
        _position.Moved(new StockUpdate.Issued(Ea(4), Reservation: "R1"), 2, "GI");
        Assert.Equal(1, _position.Moved(new StockUpdate.Reversed("GI", Ea(1))).Reserved);
        Assert.Equal(4, _position.Moved(new StockUpdate.Reversed("GI")).Reserved);
    }

    [Fact]
    public void What_was_given_back_or_expired_does_not_open_again()
    {
        Reserve("R1", 4);
        _position.Moved(new StockUpdate.Issued(Ea(3), Reservation: "R1"), 2, "GI");
        _position.Applied<StockEvent.ReservationReleased>(new StockUpdate.Release("R1"));
        Assert.Equal(0, _position.Moved(new StockUpdate.Reversed("GI")).Reserved);

        Reserve("R2", 3, Position.Hour(2000));
        _position.Moved(new StockUpdate.Issued(Ea(3), Reservation: "R2"), 2, "GI2");
        _position.Applied<StockEvent.ReservationReleased>(new StockUpdate.Expire("R2", Position.Hour(2000)));
        Assert.Equal(0, _position.Moved(new StockUpdate.Reversed("GI2")).Reserved);
    }

    [Fact]
    public void A_reversed_consumption_without_reservation_leaves_nothing_behind()
    {
        _position.Moved(new StockUpdate.Issued(Ea(3), Reservation: "R1"), 2, "GI");
        _position.Moved(new StockUpdate.Reversed("GI"));
        Assert.Empty(_position.State.Reservations);
        Assert.Equal(4, Reserve("R1", 4).Reserved);
    }

    [Fact]
    public void Reservations_that_hold_nothing_are_remembered_for_some_time_only()
    {
        Reserve("open", 1);
        for (var i = 0; i < 100; i++)
        {
            Reserve($"R{i}", 1);
            _position.Applied<StockEvent.ReservationReleased>(new StockUpdate.Release($"R{i}"));
        }

        Assert.Equal(1 + Reservations.SettledLimit, _position.State.Reservations.Length);
        Assert.Equal("open", Assert.Single(_position.Read.Reservations).Reservation);
        Reserve("R0", 1);
    }

    private StockEvent.ReservationMade Reserve(string id, int quantity, DateTimeOffset? expiresAt = null) =>
        _position.Applied<StockEvent.ReservationMade>(new StockUpdate.Reserve(id, Ea(quantity), "WO-1", expiresAt));

    private StockEvent.Moved Consume(string id, int quantity) =>
        _position.Moved(new StockUpdate.Issued(Ea(quantity), default, MovementType.ProductionConsume, id));

    private (decimal Amount, decimal Reserved) Released(StockUpdate.Release release)
    {
        var released = _position.Applied<StockEvent.ReservationReleased>(release);
        return (released.Amount, released.Reserved);
    }
}

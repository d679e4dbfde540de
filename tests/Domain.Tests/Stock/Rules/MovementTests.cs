using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class MovementTests
{
    private readonly Position _position = new();

    [Fact]
    public void Goods_that_come_in_raise_the_account_that_was_named()
    {
        var moved = _position.Moved(new StockUpdate.Received(Ea(10), Lot("L1", StockStatus.Quality), MovementType.ProductionOutput, new DocumentReference("wo", "77")));
        var change = Assert.Single(moved.Changes);
        Assert.Equal(new AccountChange(Lot("L1", StockStatus.Quality), 10, 10), change);
        Assert.Equal((MovementType.ProductionOutput, "77", Ea(10)), (moved.Movement, moved.Reference!.Number, moved.Quantity));
        Assert.Equal(10, _position.Balance(Lot("L1", StockStatus.Quality)));
        Assert.Equal(new StockMeasures(10, 0, 0, 0), _position.Read.Measures);
    }

    [Fact]
    public void Goods_that_leave_lower_it()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)));
        var moved = _position.Moved(new StockUpdate.Issued(Ea(4), default, MovementType.Ship));
        Assert.Equal(new AccountChange(default, -4, 6), Assert.Single(moved.Changes));
        Assert.Null(moved.Flags);
    }

    [Fact]
    public void An_issue_below_zero_is_applied_and_flagged_as_long_as_the_account_is_below_zero()
    {
        Assert.Equal([ReceiptFlags.NegativeStock], _position.Moved(new StockUpdate.Issued(Ea(4))).Flags!.Value);
        Assert.Equal([ReceiptFlags.NegativeStock], _position.Moved(new StockUpdate.Received(Ea(3))).Flags!.Value);
        Assert.Null(_position.Moved(new StockUpdate.Received(Ea(1))).Flags);
        Assert.Equal(0, _position.Balance());
    }

    [Fact]
    public void A_change_of_status_moves_between_two_accounts_of_one_lot_and_owner()
    {
        var owned = new StockAccount(LotNumber.Parse("L1"), StockStatus.Quality, PartyId.Parse("ACME"));
        _position.Moved(new StockUpdate.Received(Ea(10), owned));
        var moved = _position.Moved(new StockUpdate.StatusChanged(Ea(7), owned, StockStatus.Blocked));
        Assert.Equal([new AccountChange(owned, -7, 3), new AccountChange(owned with { Status = StockStatus.Blocked }, 7, 7)], moved.Changes);
        Assert.Equal(10, _position.Read.Measures.OnHand);
    }

    [Theory]
    [InlineData(5, 15)]
    [InlineData(-5, 5)]
    public void An_adjustment_has_a_sign_and_a_reason(int difference, int balance)
    {
        _position.Moved(new StockUpdate.Received(Ea(10)));
        var moved = _position.Moved(new StockUpdate.Adjusted(Ea(difference), "mis-sorted"));
        Assert.Equal((balance, "mis-sorted", MovementType.Adjustment), (_position.Balance(), moved.Reason, moved.Movement));
    }

    [Fact]
    public void Consigned_stock_is_on_hand_and_not_available()
    {
        _position.Moved(new StockUpdate.Received(Ea(10), OwnedBy("ACME")));
        _position.Moved(new StockUpdate.Received(Ea(2)));
        Assert.Equal(new StockMeasures(12, 2, 0, 2), _position.Read.Measures);
    }

    [Fact]
    public void Owner_self_is_the_account_without_owner()
    {
        _position.Moved(new StockUpdate.Received(Ea(10), OwnedBy("self")));
        Assert.Equal(10, _position.Balance());
    }

    [Theory]
    [InlineData(2026, 11, 23, 23, 30, "2026-11-24")]
    [InlineData(2026, 6, 23, 22, 30, "2026-06-24")]
    [InlineData(2026, 6, 23, 21, 30, "2026-06-23")]
    public void The_posting_date_is_the_plants_date_of_what_happened(int year, int month, int day, int hour, int minute, string date)
    {
        var at = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero);
        _position.Say(new Update(new UpdateId(Position.Erp, 0, "1"), Key.ToEntity(), new StockUpdate.Received(Ea(1)), at));
        Assert.Equal(date, Assert.IsType<StockEvent.Moved>(_position.Last).PostingDate?.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public void The_posting_date_of_the_source_wins_and_an_unknown_time_zone_is_UTC()
    {
        var update = new Update(new UpdateId(Position.Erp, 0, "1"), Key.ToEntity(), new StockUpdate.Received(Ea(1)), Position.Hour(1));
        _position.Say(update with { PostingDate = new DateOnly(2026, 10, 31) });
        Assert.Equal(new DateOnly(2026, 10, 31), Assert.IsType<StockEvent.Moved>(_position.Last).PostingDate);
        Assert.Equal(new DateOnly(2026, 11, 22), PlantTime.LocalDate(Plant with { TimeZone = "Mars/Olympus" }, Position.Hour(0.5)));
        Assert.Equal(DateOnly.MaxValue, PlantTime.LocalDate(Plant, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void What_does_not_say_when_it_happened_happened_when_it_was_recorded()
    {
        _position.Now = Position.Hour(5);
        _position.Moved(new StockUpdate.Received(Ea(10)), hour: null);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))]), hour: 4);
        Assert.Equal(18, _position.Balance());
    }
}

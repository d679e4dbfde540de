using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class ReversalTests
{
    private readonly Position _position = new();

    [Fact]
    public void A_reversal_undoes_all_that_is_left_unless_it_says_how_much()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), id: "GR-1");
        var part = _position.Moved(new StockUpdate.Reversed("GR-1", Ea(3)));
        Assert.Equal((MovementType.Reversal, Ea(3), new UpdateId(Position.Erp, 0, "GR-1")), (part.Movement, part.Quantity, part.Reverses));
        Assert.Equal(Ea(7), _position.Moved(new StockUpdate.Reversed("GR-1")).Quantity);
        Assert.Equal(0, _position.Balance());
    }

    [Fact]
    public void More_than_was_moved_is_held()
    {
        _position.Moved(new StockUpdate.Issued(Ea(10)), id: "GI-1");
        _position.Moved(new StockUpdate.Reversed("GI-1", Ea(8)));
        Assert.Equal(ErrorCodes.OverReversed.Code, _position.HeldFor(new StockUpdate.Reversed("GI-1", Ea(3))));
        _position.Moved(new StockUpdate.Reversed("GI-1", Ea(2)));
        Assert.Equal(ErrorCodes.OverReversed.Code, _position.HeldFor(new StockUpdate.Reversed("GI-1")));
        Assert.Equal(0, _position.Balance());
    }

    [Fact]
    public void A_reversal_that_comes_first_waits_and_follows_the_movement_at_once()
    {
        Assert.Equal(ErrorCodes.ReversedUnknown.Code, _position.HeldFor(new StockUpdate.Reversed("GR-1", Ea(4))));
        _position.Moved(new StockUpdate.Received(Ea(10)), id: "GR-1");
        Assert.Equal((6, 0, 3), (_position.Balance(), _position.Read.Held, _position.View.Version));
    }

    [Fact]
    public void A_change_of_status_and_an_adjustment_are_undone_on_their_accounts()
    {
        _position.Moved(new StockUpdate.StatusChanged(Ea(5), Lot("L", StockStatus.Quality), StockStatus.Available), id: "1");
        _position.Moved(new StockUpdate.Adjusted(Ea(-3), "lost"), id: "2");
        var undone = _position.Moved(new StockUpdate.Reversed("1", Ea(2)));
        Assert.Equal(
            [new AccountChange(Lot("L", StockStatus.Quality), 2, -3), new AccountChange(Lot("L"), -2, 3)], undone.Changes);
        _position.Moved(new StockUpdate.Reversed("2"));
        Assert.Equal((-3, 3, 0), (_position.Balance(Lot("L", StockStatus.Quality)), _position.Balance(Lot("L")), _position.Balance()));
    }

    [Fact]
    public void A_reversal_is_converted_as_its_movement_was()
    {
        _position.Item = Item("BOLT-M8", "EA", 0, Conversion("CA", 12, 1), Conversion("CA", 24, 1, Position.Hour(20)));
        _position.Moved(new StockUpdate.Received(Of(2, "CA")), 10, "1");
        Assert.Equal(-12, _position.Moved(new StockUpdate.Reversed("1", Of(1, "CA")), 30).Changes[0].Delta);
    }

    [Fact]
    public void Another_source_may_reverse_when_it_names_the_source()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), id: "1", source: "/adapters/wms/main");
        Assert.Equal(ErrorCodes.ReversedUnknown.Code, _position.HeldFor(new StockUpdate.Reversed("1")));
        _position.Moved(new StockUpdate.Reversed("1", ReversesSource: "/adapters/wms/main"));
        Assert.Equal(0, _position.Balance());
    }

    [Fact]
    public void A_source_that_started_its_numbers_again_reverses_its_newest_movement_of_the_id()
    {
        _position.Say(new StockUpdate.Received(Ea(1)), id: "1", epoch: 0);
        _position.Say(new StockUpdate.Received(Ea(2)), id: "2", epoch: 0);
        _position.Say(new StockUpdate.Received(Ea(4)), id: "1", epoch: 1);
        _position.Say(new StockUpdate.Reversed("1"), id: "r1", epoch: 1);
        Assert.Equal(3, _position.Balance());
        _position.Say(new StockUpdate.Reversed("2"), id: "r2", epoch: 1);
        Assert.Equal(1, _position.Balance());
        Assert.IsType<Receipt.Held>(_position.Say(new StockUpdate.Reversed("3"), id: "r3", epoch: 1));
    }

    [Fact]
    public void A_transfer_is_not_reversed_but_sent_back()
    {
        _position.Moved(new StockUpdate.Transferred(Ea(1), LocationId.Parse("FG01")), id: "T1");
        var receipt = Assert.IsType<Receipt.Held>(_position.Say(new StockUpdate.Reversed("T1")));
        Assert.Equal(ErrorCodes.FieldInvalid.Code, receipt.Reason.Code);
        Assert.Contains("opposite transfer", receipt.Reason.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reversal_is_not_reversed()
    {
        _position.Moved(new StockUpdate.Received(Ea(1)), id: "1");
        _position.Moved(new StockUpdate.Reversed("1"), id: "R1");
        Assert.Equal(ErrorCodes.FieldInvalid.Code, _position.HeldFor(new StockUpdate.Reversed("R1")));
    }

    [Fact]
    public void A_reversal_of_a_transfer_that_came_first_is_held_for_the_true_reason_when_the_transfer_is_here()
    {
        _position.HeldFor(new StockUpdate.Reversed("T1"));
        _position.Moved(new StockUpdate.Transferred(Ea(1), LocationId.Parse("FG01")), id: "T1");
        Assert.Equal(ErrorCodes.FieldInvalid.Code, Assert.Single(_position.View.Held).Reason.Code);
        Assert.Equal([ErrorCodes.ReversedUnknown.Code], _position.Last.Cleared!.Value);
    }

    [Fact]
    public void A_reversal_is_a_movement_at_its_own_time()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, "1");
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(10))]), 5);
        _position.Moved(new StockUpdate.Reversed("1", Ea(2)), 6);
        Assert.Equal(8, _position.Balance());
        Assert.Equal([ReceiptFlags.BeforeCount], _position.Moved(new StockUpdate.Reversed("1", Ea(2)), 4).Flags!.Value);
        Assert.Equal((8, 2), (_position.Balance(), _position.Difference()));
    }

    [Fact]
    public void A_reversal_of_what_the_ledger_has_forgotten_asks_for_the_history()
    {
        _position.Moved(new StockUpdate.Received(Ea(1000)), 0, "old");
        for (var i = 1; i <= 80; i++) _position.Moved(new StockUpdate.Received(Ea(1)), i, $"{i}");
        _position.Compact();
        _position.Moved(new StockUpdate.Reversed("80"), 90);
        Assert.Equal(0, _position.Refolds);
        _position.Moved(new StockUpdate.Reversed("old"), 91);
        Assert.Equal((1, 79), (_position.Refolds, _position.Balance()));
    }

    [Fact]
    public void A_reversal_that_the_ledger_has_forgotten_still_counts_against_its_movement()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 100, "late");
        _position.Moved(new StockUpdate.Reversed("late", Ea(9)), 0);
        for (var i = 1; i <= 80; i++) _position.Moved(new StockUpdate.Received(Ea(1)), i);
        _position.Compact();
        Assert.Equal(ErrorCodes.OverReversed.Code, _position.HeldFor(new StockUpdate.Reversed("late", Ea(2)), 200));
        Assert.Equal(0, _position.Refolds);
    }

    [Fact]
    public void An_unknown_movement_is_waited_for_without_asking_for_a_history_that_is_all_here()
    {
        _position.HeldFor(new StockUpdate.Reversed("never"));
        Assert.Equal(0, _position.Refolds);
    }

    [Fact]
    public void A_reversal_that_waits_for_another_source_is_let_go_though_older_history_is_forgotten()
    {
        for (var i = 1; i <= 80; i++) _position.Moved(new StockUpdate.Received(Ea(1)), i);
        _position.Compact();
        _position.HeldFor(new StockUpdate.Reversed("GR-1", ReversesSource: "/adapters/wms/main"));
        _position.Compact();
        _position.Moved(new StockUpdate.Received(Ea(10)), 90, "GR-1", "/adapters/wms/main");
        Assert.Equal((80, 0, 1), (_position.Balance(), _position.Read.Held, _position.Refolds));
    }

    [Fact]
    public void What_a_resumed_movement_lets_go_is_let_go_with_it()
    {
        _position.Item = null;
        _position.HeldFor(new StockUpdate.Received(Ea(10)), id: "GR-1");
        _position.Item = Bolt;
        _position.HeldFor(new StockUpdate.Reversed("GR-1", Ea(4)));
        _position.Say(new ControlUpdate.Resume(new UpdateId(Position.Erp, 0, "GR-1")));
        Assert.Equal((6, 0), (_position.Balance(), _position.Read.Held));
    }
}

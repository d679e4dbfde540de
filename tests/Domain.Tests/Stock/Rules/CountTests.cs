using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class CountTests
{
    private readonly Position _position = new();

    [Fact]
    public void A_count_sets_the_balance_and_books_the_difference_visibly()
    {
        Receive(10, 1);
        var counted = Count(8, 2);
        Assert.Equal(new AccountChange(default, -2, 8, -2), Assert.Single(counted.Changes));
        Assert.Equal((8, -2, Position.Hour(2)), (_position.Balance(), _position.Difference(), Assert.Single(_position.Read.Accounts).CountedAt));
    }

    [Fact]
    public void What_happened_after_the_count_applies_again_whatever_source_said_it()
    {
        Receive(10, 1);
        Receive(3, 5, "/adapters/wms/main");
        _position.Moved(new StockUpdate.Issued(Ea(1)), 6, source: "/adapters/mes/main");
        Assert.Equal(new AccountChange(default, -2, 10, -2), Assert.Single(Count(8, 2).Changes));
    }

    [Fact]
    public void A_late_movement_before_the_count_corrects_the_difference_and_leaves_the_balance()
    {
        Receive(10, 1);
        Count(8, 5);
        var late = _position.Moved(new StockUpdate.Issued(Ea(2)), 4);
        Assert.Equal(new AccountChange(default, 0, 8, 2), Assert.Single(late.Changes));
        Assert.Equal([ReceiptFlags.BeforeCount], late.Flags!.Value);
        Assert.Equal((8, 0), (_position.Balance(), _position.Difference()));
    }

    [Fact]
    public void A_late_movement_tells_old_and_new_of_the_difference_that_it_corrects()
    {
        Receive(10, 1);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))], Reference: new DocumentReference("count", "C1")), 5);
        var first = _position.Moved(new StockUpdate.Issued(Ea(3)), 4);
        Assert.Equal(new CountCorrection(default, Position.Hour(5), -2, 1, "C1"), Assert.Single(first.Corrections!.Value));
        var second = Receive(1, 2);
        Assert.Equal(new CountCorrection(default, Position.Hour(5), 1, 0, "C1"), Assert.Single(second.Corrections!.Value));
        Assert.Null(Receive(1, 6).Corrections);
        Assert.Equal((9, 0), (_position.Balance(), _position.Difference()));
    }

    [Fact]
    public void A_late_change_of_status_corrects_both_accounts_and_a_late_arrival_its_own()
    {
        Count(8, 5, complete: true);
        var late = _position.Moved(new StockUpdate.StatusChanged(Ea(2), default, StockStatus.Blocked), 4);
        Assert.Equal(
            [new CountCorrection(default, Position.Hour(5), 8, 10), new CountCorrection(In(StockStatus.Blocked), Position.Hour(5), 0, -2)],
            late.Corrections!.Value);
        var arrived = _position.Applied<StockEvent.TransferArrived>(new StockUpdate.Arrive("t1", At("RM02", "BOLT-M8"), Ea(3), default), 3, source: "/flows/transfer");
        Assert.Equal(new CountCorrection(default, Position.Hour(5), 10, 7), Assert.Single(arrived.Corrections!.Value));
    }

    [Fact]
    public void A_count_that_comes_late_tells_the_balance_before_and_after()
    {
        Receive(10, 1);
        Receive(3, 5);
        var late = Assert.Single(Count(8, 2).Changes);
        Assert.Equal((13, 11, -2), (late.Balance - late.Delta, late.Balance, late.Difference));
        Assert.Null(((StockEvent)_position.Last).Corrections);
    }

    [Fact]
    public void A_movement_at_the_instant_of_the_count_is_in_the_count()
    {
        Count(8, 5);
        Assert.Equal([ReceiptFlags.BeforeCount], Receive(1, 5).Flags!.Value);
        Assert.Equal(8, _position.Balance());
    }

    [Fact]
    public void An_older_count_is_recorded_and_changes_nothing()
    {
        Count(8, 5);
        var receipt = Assert.IsType<Receipt.Superseded>(_position.Say(new StockUpdate.Counted([new CountLine(Ea(99))]), 4));
        var counted = Assert.IsType<StockEvent.Counted>(_position.Last);
        Assert.Equal((2, true, 8), (receipt.Version, counted.Superseded, _position.Balance()));
        Assert.Empty(counted.Changes);
    }

    [Fact]
    public void Of_two_counts_at_one_instant_the_greater_identity_holds_in_either_order()
    {
        var other = new Position();
        foreach (var (position, ids) in new[] { (_position, new[] { "a", "b" }), (other, ["b", "a"]) })
            foreach (var id in ids) position.Say(new StockUpdate.Counted([new CountLine(Ea(id[0]))]), 5, id);
        Assert.Equal(('b', 'b'), (_position.Balance(), other.Balance()));
    }

    [Fact]
    public void A_partial_count_leaves_other_accounts_alone()
    {
        Receive(10, 1);
        _position.Moved(new StockUpdate.Received(Ea(5), In(StockStatus.Blocked)), 1);
        Count(8, 2);
        Assert.Equal(5, _position.Balance(In(StockStatus.Blocked)));
    }

    [Fact]
    public void A_complete_count_zeroes_what_it_leaves_out_as_of_its_time()
    {
        Receive(10, 1);
        _position.Moved(new StockUpdate.Received(Ea(5), In(StockStatus.Blocked)), 1);
        _position.Moved(new StockUpdate.Received(Ea(2), In(StockStatus.Blocked)), 3);
        var counted = Count(8, 2, complete: true);
        Assert.Equal([new AccountChange(default, -2, 8, -2), new AccountChange(In(StockStatus.Blocked), -5, 2, -5)], counted.Changes);
    }

    [Fact]
    public void A_complete_count_zeroes_accounts_that_become_known_later()
    {
        Count(8, 5, complete: true);
        var late = _position.Moved(new StockUpdate.Received(Ea(4), Lot("L1")), 3);
        Assert.Equal(new AccountChange(Lot("L1"), 0, 0, -4), Assert.Single(late.Changes));
        _position.Moved(new StockUpdate.Received(Ea(4), Lot("L1")), 6);
        Assert.Equal((4, -4), (_position.Balance(Lot("L1")), _position.Difference(Lot("L1"))));
    }

    [Fact]
    public void An_empty_complete_count_says_that_nothing_is_here()
    {
        Receive(10, 1);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([], Complete: true), 2);
        Assert.Equal(0, _position.Read.Measures.OnHand);
    }

    [Fact]
    public void One_count_may_be_newest_for_one_account_and_superseded_for_another()
    {
        Count(8, 5);
        var mixed = _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(1)), new CountLine(Ea(2), Lot("L1"))]), 4);
        Assert.Equal(Lot("L1"), Assert.Single(mixed.Changes).Account);
        Assert.Equal((8, 2), (_position.Balance(), _position.Balance(Lot("L1"))));
    }

    [Fact]
    public void A_complete_count_older_than_every_known_count_still_speaks_of_what_is_not_known()
    {
        Count(8, 5);
        var complete = Count(3, 4, complete: true);
        Assert.False(complete.Superseded);
        Assert.Empty(complete.Changes);
        _position.Moved(new StockUpdate.Received(Ea(4), Lot("L1")), 3);
        Assert.Equal((8, 0), (_position.Balance(), _position.Balance(Lot("L1"))));
    }

    [Fact]
    public void A_movement_that_straddles_the_count_counts_as_after_it_and_is_flagged_in_either_order()
    {
        var backflush = new StockUpdate.Issued(Ea(2), StartedAt: Position.Hour(4));
        Count(8, 5);
        Assert.Equal([ReceiptFlags.StraddlesCount], _position.Moved(backflush, 6).Flags!.Value);

        var other = new Position();
        other.Moved(new StockUpdate.Received(Ea(9)), 1);
        other.Moved(backflush, 6);
        Assert.Equal([ReceiptFlags.StraddlesCount], other.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))]), 5).Flags!.Value);
        Assert.Equal((6, 6), (_position.Balance(), other.Balance()));
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(1, 5)]
    public void A_movement_that_ends_at_the_count_or_begins_with_it_does_not_straddle(double started, double ended)
    {
        Count(8, 5);
        Assert.DoesNotContain(ReceiptFlags.StraddlesCount, _position.Moved(new StockUpdate.Issued(Ea(1), StartedAt: Position.Hour(started)), ended).Flags ?? []);
    }

    [Fact]
    public void The_systems_own_posting_of_the_difference_confirms_and_moves_nothing()
    {
        Receive(10, 1);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))], Reference: new DocumentReference("count", "C1")), 2);
        var posted = _position.Applied<StockEvent.CountPosted>(new StockUpdate.CountPosted(Ea(-2), default, "C1"), 3);
        Assert.Empty(posted.Changes);
        Assert.Equal(8, _position.Balance());
        Assert.Equal(new CountLedger("C1", -2, -2), Assert.Single(_position.State.Counts));
    }

    [Fact]
    public void The_two_ledgers_of_a_count_show_what_the_system_of_record_does_not_know_yet()
    {
        _position.Applied<StockEvent.CountPosted>(new StockUpdate.CountPosted(Ea(-2), default, "C1"), 3);
        Receive(10, 1);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(8))], Reference: new DocumentReference("count", "C1")), 2);
        _position.Moved(new StockUpdate.Issued(Ea(1)), 1.5);
        Assert.Equal(new CountLedger("C1", -1, -2), Assert.Single(_position.State.Counts));
    }

    [Fact]
    public void Only_the_newest_count_documents_are_remembered()
    {
        for (var i = 0; i < 20; i++) _position.Applied<StockEvent.CountPosted>(new StockUpdate.CountPosted(Ea(1), default, $"C{i}"), 3);
        Assert.Equal(Enumerable.Range(12, CountLedger.Limit).Select(i => $"C{i}"), _position.State.Counts.Select(c => c.Count));
    }

    [Fact]
    public void A_count_that_is_placed_before_what_the_ledger_keeps_asks_for_the_history()
    {
        for (var i = 0; i < 100; i++) Receive(1, i);
        _position.Compact();
        Assert.Equal(64, _position.State.Ledger.Count);
        Count(900, 35);
        Assert.Equal((0, 900 + 64), (_position.Refolds, _position.Balance()));
        _position.Moved(new StockUpdate.Received(Ea(5), Lot("L1")), 20);
        _position.Moved(new StockUpdate.Received(Ea(5), Lot("L1")), 21);
        _position.Compact();
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(7), Lot("L1"))]), 20.5);
        Assert.Equal((1, 12), (_position.Refolds, _position.Balance(Lot("L1"))));
        Count(2000, 50);
        Assert.Equal((1, 2000 + 49), (_position.Refolds, _position.Balance()));
        _position.Compact();
        Count(3000, 90);
        Assert.Equal((1, 3000 + 9), (_position.Refolds, _position.Balance()));
    }

    [Fact]
    public void An_older_count_than_the_known_one_needs_no_history()
    {
        for (var i = 0; i < 100; i++) Receive(1, i);
        Count(7, 200);
        _position.Compact();
        Assert.IsType<Receipt.Superseded>(_position.Say(new StockUpdate.Counted([new CountLine(Ea(1))]), 3));
        Assert.Equal(0, _position.Refolds);
    }

    private StockEvent.Moved Receive(int quantity, double hour, string source = Position.Erp) =>
        _position.Moved(new StockUpdate.Received(Ea(quantity)), hour, source: source);

    private StockEvent.Counted Count(int found, double hour, bool complete = false) =>
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(found))], complete), hour);
}

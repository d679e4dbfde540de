using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class ViewTests
{
    private readonly Position _position = new();

    [Fact]
    public void A_position_shows_what_each_source_last_said()
    {
        _position.Now = Position.Hour(50);
        _position.Moved(new StockUpdate.Received(Ea(1)), 4);
        _position.Moved(new StockUpdate.Received(Ea(1)), 2);
        _position.Now = Position.Hour(60);
        _position.Moved(new StockUpdate.Received(Ea(1)), 3, source: "/adapters/wms/main");
        Assert.Equal(
            [new SourceAge(Position.Erp, Position.Hour(4), Position.Hour(50), 2), new SourceAge("/adapters/wms/main", Position.Hour(3), Position.Hour(60), 1)],
            _position.Read.Sources);
    }

    [Fact]
    public void What_the_system_says_to_itself_is_no_source()
    {
        _position.Applied<StockEvent.TransferArrived>(new StockUpdate.Arrive("T1", At("RM02", "BOLT-M8"), Ea(4), default), source: "/flows/transfer");
        Assert.Empty(_position.Read.Sources);
    }

    [Fact]
    public void A_position_that_only_received_transfers_tells_when_the_last_one_came()
    {
        _position.Applied<StockEvent.TransferArrived>(new StockUpdate.Arrive("T1", At("RM02", "BOLT-M8"), Ea(4), default), hour: 7, source: "/flows/transfer");
        var record = _position.Records[^1];
        Assert.Equal(Position.Hour(7), StockRows.Of(_position.View).OccurredAt);
        Assert.Equal(Position.Hour(7), StockRows.Patch(null, record, Position.Event(record)).OccurredAt);
    }

    [Fact]
    public void The_sources_are_bounded_and_the_one_that_was_silent_longest_goes()
    {
        for (var i = 0; i < 20; i++)
        {
            _position.Now = Position.Hour(i);
            _position.Moved(new StockUpdate.Received(Ea(1)), i, source: $"/adapters/s/{i:00}");
        }

        Assert.Equal(Enumerable.Range(4, 16).Select(i => $"/adapters/s/{i:00}"), _position.Read.Sources.Select(s => s.Source));
    }

    [Fact]
    public void Empty_accounts_are_not_shown_and_the_others_are_in_order()
    {
        _position.Moved(new StockUpdate.Received(Ea(1), OwnedBy("ACME")));
        _position.Moved(new StockUpdate.Received(Ea(1), Lot("B")));
        _position.Moved(new StockUpdate.Received(Ea(1), Lot("A")));
        _position.Moved(new StockUpdate.Received(Ea(1)));
        _position.Moved(new StockUpdate.Issued(Ea(1)));
        Assert.Equal([Lot("A"), Lot("B"), OwnedBy("ACME")], _position.Read.Accounts.Select(a => a.Account));
    }

    [Fact]
    public void A_row_that_is_patched_record_by_record_is_the_row_of_the_entity()
    {
        _position.Item = null;
        _position.HeldFor(new StockUpdate.Received(Ea(7)), id: "held-1");
        _position.HeldFor(new StockUpdate.Received(Ea(9)), id: "held-2");
        _position.HeldFor(new StockUpdate.Received(Ea(9)), id: "held-3");
        _position.Say(new ControlUpdate.Resume());
        _position.Say(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, "held-2"), "wrong", "ada"));
        _position.Item = Bolt;
        _position.Moved(new StockUpdate.Received(Ea(10), Lot("L1")), 2);
        _position.Say(new ControlUpdate.Resume(new UpdateId(Position.Erp, 0, "held-1")));
        _position.Applied<StockEvent.ReservationMade>(new StockUpdate.Reserve("R1", Ea(2), "x"));
        _position.Moved(new StockUpdate.Issued(Ea(10), Lot("L1"), Reservation: "R1"), 3);
        _position.HeldFor(new StockUpdate.Reversed("nothing"), 4);

        StockRow? row = null;
        for (var version = 1; version <= _position.Records.Count; version++)
        {
            var record = _position.Records[version - 1];
            row = StockRows.Patch(row, record, Position.Event(record));
            var whole = StockRows.Of(_position.Fold(version).View);
            Assert.Equal(Shown(whole), Shown(row));
        }

        Assert.Equal((2, 7), (row!.Held, row.Measures.OnHand));
    }

    private static (StockKey, long, UnitCode?, StockMeasures, string, DateTimeOffset, int) Shown(StockRow r) =>
        (r.Key, r.Version, r.Unit, r.Measures, string.Join(";", r.Accounts), r.OccurredAt, r.Held);
}

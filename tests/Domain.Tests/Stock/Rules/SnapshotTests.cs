using CsCheck;
using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

/// <summary>A snapshot declares itself complete or partial; only a complete one empties what it leaves out (DOMAIN 4).</summary>
public sealed class SnapshotTests
{
    private const string Wms = "/adapters/file/wms";
    private static readonly StockSnapshot Snapshot = new(Wms, Key.Plant, Position.Hour(5), Complete: true);
    private readonly Position _position = new();

    [Fact]
    public void A_position_that_is_left_out_is_empty_as_of_the_snapshot()
    {
        Receive(10, 1, Lot("L1"));
        Receive(4, 2);
        var counted = Close();
        Assert.True(counted.Complete);
        Assert.Equal((0, 0), (_position.Balance(), _position.Balance(Lot("L1"))));
        Assert.Equal((-4, -10), (_position.Difference(), _position.Difference(Lot("L1"))));
    }

    [Fact]
    public void The_same_snapshot_again_is_a_duplicate()
    {
        Receive(10, 1);
        Close();
        Assert.IsType<Receipt.Duplicate>(_position.Say(Snapshot.Close(Key)));
        Assert.IsType<Receipt.Duplicate>(_position.Say((Snapshot with { Location = Key.Location }).Close(Key)));
    }

    [Fact]
    public void What_moved_after_it_stays_whether_it_was_known_or_comes_late()
    {
        Receive(10, 1);
        Receive(3, 6);
        Close();
        Receive(2, 7);
        Assert.Equal(5, _position.Balance());
        var late = Receive(1, 4);
        Assert.Equal([ReceiptFlags.BeforeCount], late.Flags!.Value);
        Assert.Equal(5, _position.Balance());
    }

    [Fact]
    public void Of_a_position_that_is_listed_only_the_accounts_that_are_left_out_are_empty()
    {
        Receive(10, 1, Lot("L1"));
        Receive(4, 2, Lot("L2"));
        Row(9, Lot("L1"));
        Close();
        Assert.Equal((9, 0), (_position.Balance(Lot("L1")), _position.Balance(Lot("L2"))));
        Assert.Equal(7, Row(7, In(StockStatus.Blocked)).Changes[0].Balance);
    }

    [Fact]
    public void Rows_and_closing_end_in_one_state_in_any_order_and_repetition() =>
        Gen.Select(Gen.Shuffle(Facts), Gen.Int[0, Facts.Length - 1]).Sample(
            (facts, again) =>
            {
                var position = new Position();
                foreach (var fact in facts.Append(facts[again])) position.Say(fact);
                Assert.Equal((9, 0, 5), (position.Balance(Lot("L1")), position.Balance(Lot("L2")), position.Balance()));
                Assert.Equal((-1, -4, 0), (position.Difference(Lot("L1")), position.Difference(Lot("L2")), position.Difference()));
            },
            iter: 300, threads: 2);

    [Fact]
    public void A_partial_snapshot_never_empties_anything()
    {
        Assert.Throws<InvalidOperationException>(() => (Snapshot with { Complete = false }).Close(Key));
        Receive(10, 1, Lot("L1"));
        Row(4, default);
        Assert.Equal((10, 4), (_position.Balance(Lot("L1")), _position.Balance()));
    }

    [Fact]
    public void It_speaks_of_its_scope_alone()
    {
        var other = At("FG01", "BOLT-M8");
        Assert.True(Snapshot.Covers(other));
        Assert.False((Snapshot with { Location = Key.Location }).Covers(other));
        Assert.False(Snapshot.Covers(other with { Plant = PlantId.Parse("P200") }));
        Assert.Throws<InvalidOperationException>(() => (Snapshot with { Location = Key.Location }).Close(other));
    }

    /// <summary>A snapshot that lists L1 and own stock without a lot, and leaves L2 out; and what happened before and after it.</summary>
    private static Update[] Facts { get; } =
    [
        Said("a", new StockUpdate.Received(Ea(10), Lot("L1")), 1), Said("b", new StockUpdate.Received(Ea(4), Lot("L2")), 2), Said("c", new StockUpdate.Received(Ea(2)), 6),
        Said("d", new StockUpdate.Received(Ea(3)), 3), Counted("row-1", 9, Lot("L1")), Counted("row-2", 3, default), Snapshot.Close(Key),
    ];

    private static Update Said(string id, StockUpdate payload, double hour) => new(new UpdateId(Position.Erp, 0, id), Key.ToEntity(), payload, Position.Hour(hour));

    private static Update Counted(string id, decimal found, StockAccount account) =>
        new(new UpdateId(Wms, 0, id), Key.ToEntity(), new StockUpdate.Counted([new CountLine(Ea(found), account)]), Snapshot.AsOf);

    private StockEvent.Moved Receive(decimal amount, double hour, StockAccount account = default) => _position.Moved(new StockUpdate.Received(Ea(amount), account), hour);

    private StockEvent.Counted Row(decimal found, StockAccount account) =>
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(found), account)]), 5, $"row-{account}", Wms);

    private StockEvent.Counted Close()
    {
        Assert.IsType<Receipt.Applied>(_position.Say(Snapshot.Close(Key)));
        return Assert.IsType<StockEvent.Counted>(_position.Last);
    }
}

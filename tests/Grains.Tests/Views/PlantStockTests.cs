using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Feed;
using Sync.Grains.Views;

namespace Sync.Grains.Tests.Views;

/// <summary>What changes in a plant is told to whoever asks from where it stands.</summary>
public sealed class PlantStockTests
{
    private static readonly StockModel Model = new();
    private readonly PlantStock _stock = new(PlantId.Parse("P100"), new EventCodecs(new Dictionary<string, EventCodec> { [EntityKinds.Stock] = Model.Events }));
    private readonly Dictionary<StockKey, JournalRecord> _newest = [];

    [Fact]
    public void Each_position_comes_once_with_its_newest_state_in_the_order_of_the_changes()
    {
        Move("A", 1);
        Move("B", 2);
        Move("A", 3);
        Assert.Equal(["B 2", "A 3"], After(0, out var upTo));
        Assert.Equal(3, upTo);
        Assert.Equal(["A 3"], After(2, out _));
        Assert.Equal([], After(3, out _));
    }

    [Fact]
    public void An_answer_is_cut_at_its_maximum_and_goes_on_from_there()
    {
        foreach (var item in new[] { "A", "B", "C" }) Move(item, 1);
        Assert.Equal(["A 1", "B 1"], After(0, out var upTo, max: 2));
        Assert.Equal((2, 3), (upTo, _stock.Head));
        Assert.Equal(["C 1"], After(upTo, out _, max: 2));
    }

    [Fact]
    public void A_record_that_comes_twice_is_no_change()
    {
        Move("A", 1);
        _stock.Apply(_newest[At("A")]);
        Assert.Equal(1, _stock.Head);
    }

    [Fact]
    public void When_a_transfer_arrives_the_sender_has_changed_too()
    {
        Move("A", 5);
        var sent = Move("A", 3, new TransferOut("t1", LocationId.Parse("FG01"), 2));
        Assert.Equal(["A 3 out 2"], After(0, out var upTo));
        Arrive("A", new TransferIn("t1", At("A"), 2));
        Assert.Equal(["FG01/A 2", "A 3"], After(upTo, out _));
        Assert.Equal(sent.Version, _stock.Changes(new ViewCursor("e", upTo), 10, new ViewLag(0, default)).Rows[^1].Row.Version);
    }

    private List<string> After(long number, out long upTo, int max = 100)
    {
        var changes = _stock.Changes(new ViewCursor("e", number), max, new ViewLag(0, default));
        upTo = changes.UpTo.Number;
        return [.. changes.Rows.Select(c => Describe(c.Row))];
    }

    private static string Describe(StockRow row) =>
        (row.Key.Location.Value == "RM01" ? "" : row.Key.Location.Value + "/") + row.Key.Item.Value + FormattableString.Invariant($" {row.Measures.OnHand}")
        + (row.InTransitOut == 0 ? "" : FormattableString.Invariant($" out {row.InTransitOut}"));

    private static StockKey At(string item, string location = "RM01") => new(PlantId.Parse("P100"), LocationId.Parse(location), ItemNumber.Parse(item));

    private JournalRecord Move(string item, decimal balance, TransferOut? transfer = null) => Take(At(item), new StockEvent.Moved
    {
        Unit = UnitCode.Each,
        Changes = [new AccountChange(default, 0, balance)],
        Reserved = 0,
        Movement = transfer is null ? MovementType.Receipt : MovementType.Transfer,
        Transfer = transfer,
    });

    private void Arrive(string item, TransferIn transfer) => Take(At(item, "FG01"), new StockEvent.TransferArrived
    {
        Unit = UnitCode.Each,
        Changes = [new AccountChange(default, transfer.Amount, transfer.Amount)],
        Reserved = 0,
        Transfer = transfer,
    });

    private JournalRecord Take(StockKey key, StockEvent @event)
    {
        var known = _newest.GetValueOrDefault(key);
        var version = (known?.Version ?? 0) + 1;
        var (kind, schema, payload) = Model.Events.Write(@event);
        var record = RecordChain.Seal(new JournalRecord(
            key.ToEntity(), version, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new UpdateId("/test", 0, $"{key}-{version}"), null, default, kind, schema, payload,
            known?.Hash ?? default, default, null, null, null));
        _stock.Apply(record);
        return _newest[key] = record;
    }
}

using System.Globalization;
using Sync.Gateway.Live;

namespace Sync.Gateway.Tests.Live;

/// <summary>What one watcher is told, whatever its speed.</summary>
public sealed class LiveReaderTests
{
    [Fact]
    public void Starting_from_nothing_it_gets_everything_once_and_then_what_changes()
    {
        var plant = new Plant().Change(1_200);
        var reader = new LiveReader(LiveFilter.All, null);
        Assert.Equal(["begin False 1200", "snapshot 500", "snapshot 500", "snapshot 200", "ready a:1200"], plant.Tell(reader));
        Assert.Equal([], plant.Tell(reader));
        Assert.Equal(["changed I0007 I0009 - a:1202"], plant.Change("I0007", "I0009").Tell(reader));
    }

    [Fact]
    public void A_position_that_moves_during_the_snapshot_comes_again()
    {
        var plant = new Plant().Change(600);
        var reader = new LiveReader(LiveFilter.All, null);
        var first = plant.TellOnce(reader);
        Assert.Equal(["begin False 600", "snapshot 500"], first);
        Assert.Equal(["snapshot 100", "ready a:601"], plant.Change("I0599").Tell(reader));
        Assert.Equal(2, plant.Rows["I0599"]);
    }

    [Fact]
    public void It_is_ready_only_when_it_has_every_position_also_those_that_moved_meanwhile()
    {
        var plant = new Plant().Change(1_200);
        var reader = new LiveReader(LiveFilter.All, null);
        plant.TellOnce(reader);
        plant.Change([.. Enumerable.Range(500, 700).Select(i => $"I{i:D4}")]);
        Assert.Equal(["snapshot 500", "snapshot 200", "ready a:1900"], plant.Tell(reader));
        Assert.Equal(1_200, plant.Rows.Count);
    }

    [Fact]
    public void Resuming_it_gets_only_what_changed_since_each_position_once()
    {
        var plant = new Plant().Change(600).Change("I0001", "I0002", "I0001");
        Assert.Equal(["changed I0002 I0001 - a:603", "ready a:603"], plant.Tell(new LiveReader(LiveFilter.All, new LiveCursor("a", 600))));
        Assert.Equal(["ready a:603"], plant.Tell(new LiveReader(LiveFilter.All, new LiveCursor("a", 603))));
    }

    [Theory]
    [InlineData("b", 5)]
    [InlineData("a", 4)]
    [InlineData("", 0)]
    public void A_cursor_of_a_view_that_is_gone_gets_a_snapshot_and_is_told(string epoch, long number)
    {
        var plant = new Plant().Change(3);
        Assert.Equal(["begin True 3", "snapshot 3", "ready a:3"], plant.Tell(new LiveReader(LiveFilter.All, new LiveCursor(epoch, number))));
    }

    [Fact]
    public void When_the_view_begins_anew_a_watcher_is_told_and_gets_a_snapshot()
    {
        var plant = new Plant().Change(3);
        var reader = new LiveReader(LiveFilter.All, null);
        plant.Tell(reader);
        Assert.Equal(["begin True 2", "snapshot 2", "ready b:2"], plant.Restart("b").Change(2).Tell(reader));
    }

    [Fact]
    public void A_slow_watcher_gets_the_newest_of_each_position_and_is_told_how_much_it_missed()
    {
        var plant = new Plant().Change(10);
        var reader = new LiveReader(LiveFilter.All, null);
        plant.Tell(reader);
        for (var i = 0; i < 50; i++) plant.Change("I0003", "I0004");
        Assert.Equal(["behind 98", "changed I0003 I0004 - a:110"], plant.Tell(reader));
        Assert.Equal(["changed I0003 - a:111"], plant.Change("I0003").Tell(reader));
    }

    [Fact]
    public void What_a_watcher_did_not_ask_for_does_not_count_as_missed()
    {
        var plant = new Plant().Change(10);
        var reader = new LiveReader(new LiveFilter(ItemNumber.Parse("I0005")), null);
        Assert.Equal(["begin False 10", "snapshot 1", "ready a:10"], plant.Tell(reader));
        Assert.Equal([], plant.Change("I0003", "I0003").Tell(reader));
        Assert.Equal(["changed I0005 - a:13"], plant.Change("I0005").Tell(reader));
    }

    [Fact]
    public void A_position_that_fits_no_longer_is_named_and_one_that_never_did_is_not()
    {
        var plant = new Plant().Change(3);
        var reader = new LiveReader(new LiveFilter(Status: StockStatus.Blocked), null);
        Assert.Equal(["begin False 3", "ready a:3"], plant.Tell(reader));
        Assert.Equal(["changed I0001 - a:5"], plant.Change("I0002").Block("I0001").Tell(reader));
        Assert.Equal(["changed  -I0001 a:7"], plant.Change("I0002", "I0001").Tell(reader));
    }

    [Fact]
    public void A_watcher_from_before_this_reader_is_told_of_all_that_does_not_fit()
    {
        var plant = new Plant().Change(3);
        Assert.Equal(["changed  -I0001-I0002 a:3", "ready a:3"], plant.Tell(new LiveReader(new LiveFilter(Status: StockStatus.Blocked), new LiveCursor("a", 1))));
    }

    /// <summary>A view and its mirror, read in answers as they come.</summary>
    private sealed class Plant
    {
        private ChangeOrder<StockKey, StockRow> _view = new();
        private LiveMirror _mirror = new("a");

        /// <summary>The on-hand quantity of each item as the watcher last heard it.</summary>
        public Dictionary<string, decimal> Rows { get; } = [];

        public Plant Restart(string epoch)
        {
            (_view, _mirror) = (new ChangeOrder<StockKey, StockRow>(), new LiveMirror(epoch));
            return this;
        }

        public Plant Change(int items)
        {
            for (var i = 0; i < items; i++) Put($"I{i:D4}", StockStatus.Available);
            return Answer();
        }

        public Plant Change(params string[] items)
        {
            foreach (var item in items)
            {
                Put(item, StockStatus.Available);
                Answer();
            }

            return this;
        }

        public Plant Block(string item)
        {
            Put(item, StockStatus.Blocked);
            return Answer();
        }

        public List<string> Tell(LiveReader reader)
        {
            var messages = new List<LiveMessage>();
            while (reader.Read(_mirror, messages)) { }
            return [.. messages.Select(Describe)];
        }

        public List<string> TellOnce(LiveReader reader)
        {
            var messages = new List<LiveMessage>();
            reader.Read(_mirror, messages);
            return [.. messages.Select(Describe)];
        }

        private void Put(string item, StockStatus status)
        {
            var row = Stock.Rows.Row("RM01", item, 1);
            var known = _view.Find(row.Key);
            _view.Set(row.Key, row with
            {
                Measures = row.Measures with { OnHand = (known?.Measures.OnHand ?? 0) + 1 },
                Accounts = [new AccountAmount(new StockAccount(null, status, null), 1)],
            });
        }

        private Plant Answer()
        {
            var rows = new List<(long Number, StockRow Row)>();
            var upTo = _view.Read(_mirror.UpTo.Number, 5_000, rows);
            _mirror.Take(new PlantStockChanges(new ViewCursor(_mirror.Epoch, upTo), [.. rows.Select(r => new StockChange(r.Number, r.Row))], _view.Head, _view.Count, new ViewLag(0, default)));
            return this;
        }

        private string Describe(LiveMessage message)
        {
            if (message is LiveMessage.Snapshot { Rows: var first }) Remember(first);
            if (message is LiveMessage.Changed { Rows: var next }) Remember(next);
            return message switch
            {
                LiveMessage.Begin m => $"begin {m.Restarted} {m.Total}",
                LiveMessage.Snapshot m => $"snapshot {m.Rows.Count}",
                LiveMessage.Ready m => $"ready {m.Cursor}",
                LiveMessage.Changed m => $"changed {string.Join(' ', m.Rows.Select(r => r.Row.Key.Item.Value))} -{string.Join('-', m.Removed.Select(k => k.Item.Value))} {m.Cursor}",
                LiveMessage.Behind m => string.Create(CultureInfo.InvariantCulture, $"behind {m.Merged}"),
                _ => message.ToString()!,
            };
        }

        private void Remember(IReadOnlyList<LiveRow> rows)
        {
            foreach (var row in rows) Rows[row.Row.Key.Item.Value] = row.Row.Measures.OnHand;
        }
    }
}

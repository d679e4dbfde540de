using Sync.Contracts;
using static Sync.Grains.Tests.Stock.PastWorld;

namespace Sync.Grains.Tests.Stock;

/// <summary>The past is read from the journal, in pages, with and without snapshots.</summary>
public sealed class PastTests
{
    private readonly PastWorld _world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_known_at_an_instant_is_what_was_recorded_by_then(bool snapshot)
    {
        _world.Receive(700);
        if (snapshot) _world.Snapshot();
        foreach (var minutes in new[] { 1, 499.5, 500, 501, 699, 700 })
        {
            var past = (await _world.Moment.ReadAsync(Recorded(minutes))).State!;
            Assert.Equal(((long)minutes, (decimal)(int)minutes), (past.Position.Version, past.Position.Measures.OnHand));
            Assert.Equal((ReadTime.Recorded, TimeSpan.FromHours(1)), (past.Time, past.At.Offset));
        }
    }

    [Fact]
    public async Task A_snapshot_spares_reading_what_is_before_it()
    {
        _world.Receive(1200);
        _world.Snapshot();
        _world.Journal.Calls.Clear();
        await _world.Moment.ReadAsync(Recorded(1200));
        Assert.Equal(2, _world.Journal.Calls.Count(c => c == "read"));
    }

    [Fact]
    public async Task A_late_update_is_in_what_had_happened_and_not_in_what_was_known()
    {
        _world.Receive(10);
        _world.Say("late", new StockUpdate.Received(new Quantity(5, UnitCode.Each)), minutesAgo: 6);
        Assert.Equal(7, (await _world.Moment.ReadAsync(Recorded(7))).State!.Position.Measures.OnHand);
        Assert.Equal(12, (await _world.Moment.ReadAsync(Occurred(7))).State!.Position.Measures.OnHand);
        Assert.Equal(4, (await _world.Moment.ReadAsync(Occurred(4))).State!.Position.Measures.OnHand);
    }

    [Theory]
    [InlineData("m3", 3)]
    [InlineData("600", 600)]
    [InlineData("m601", 601)]
    public async Task The_moment_of_a_sources_update_ends_with_that_update(string sequenceOrId, int version)
    {
        _world.Receive(1100);
        _world.Snapshot();
        var past = (await _world.Moment.ReadAsync(new StockMoment(ReadTime.Recorded, null, Erp, sequenceOrId))).State!;
        Assert.Equal((version, (decimal)version, $"m{version}"), (past.Position.Version, past.Position.Measures.OnHand, past.MessageId));
    }

    [Fact]
    public async Task An_update_that_waited_ends_its_moment_where_it_was_applied()
    {
        _world.Say("RV", new StockUpdate.Reversed("m1", new Quantity(1, UnitCode.Each)));
        _world.Receive(2);
        Assert.Equal(0, (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "RV"))).State!.Position.Measures.OnHand);
    }

    [Theory]
    [InlineData("1", null, 1)]
    [InlineData("3", null, 4)] // 3 was about another position: the newest up to it. What came out of order before that is in it.
    [InlineData("4", null, 4)]
    [InlineData("2", null, 4)] // 2 came after 5.
    [InlineData("5", null, 4)]
    [InlineData("6", null, 5)]
    [InlineData("99", null, 5)]
    [InlineData("1", 1, 7)] // Every number of epoch 0 lies before it.
    [InlineData("0", 1, 5)]
    public async Task A_sequence_is_a_watermark_also_where_it_was_not_about_this_position(string sequence, int? epoch, int version)
    {
        foreach (var number in new long[] { 1, 5, 4, 2, 6 }) Receive($"m{number}", number);
        Receive("other", 3, "/other");
        if (epoch is not null) Receive("again", 1, epoch: 1);
        var past = (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, sequence, epoch))).State!;
        Assert.Equal((version, (decimal)version), (past.Position.Version, past.Position.Measures.OnHand));
    }

    [Fact]
    public async Task An_epoch_that_is_not_named_is_the_newest_ones()
    {
        Receive("a", 1);
        Receive("a", 1, epoch: 2);
        Receive("b", 1, epoch: 40);
        Assert.Equal((3, 40, 1L), await AtAsync("7"));
        Assert.Equal((1, 0, 1L), await AtAsync("7", 0));
        Assert.Equal((2, 2, 1L), await AtAsync("a"));
        Assert.Equal((1, 0, 1L), await AtAsync("a", 0));
        Assert.Equal((3, 40, 1L), await AtAsync("b", 40));
        Assert.Equal("watermark-unknown", (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "a", 1))).Refusal?.Code);
    }

    [Fact]
    public async Task A_message_id_is_asked_of_the_index_and_not_looked_for_in_the_history()
    {
        _world.Receive(1200);
        _world.Snapshot();
        _world.Journal.Calls.Clear();
        await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "m1200"));
        Assert.Equal(3, _world.Journal.Calls.Count(c => c == "read")); // The first record, that record, and what comes after the snapshot.
        Assert.Single(_world.Journal.Calls, c => c == "find");
    }

    [Fact]
    public async Task Watermarks_of_sources_are_compared_with_each_other_and_with_instants()
    {
        _world.Receive(1100);
        var (m40, m1090) = (new StockMoment(null, null, Erp, "m40"), new StockMoment(ReadTime.Recorded, null, Erp, "1090"));
        foreach (var (from, to) in new[] { (m40, m1090), (m40, Recorded(1090)), (Recorded(40), m1090) })
        {
            var compared = (await _world.Compare.ReadAsync(from, to, 10)).Comparison!;
            Assert.Equal((40, 1090, 1050, 1040, 10), (compared.From.Position.Measures.OnHand, compared.To.Position.Measures.OnHand, compared.OnHand, compared.OmittedLines, compared.Lines.Length));
            Assert.Equal((from.Source is null ? null : "m40", to.Source is null ? null : "m1090"), (compared.From.MessageId, compared.To.MessageId));
        }

        Assert.Equal(0, (await _world.Compare.ReadAsync(m40, m40, 10)).Comparison!.OnHand);
        foreach (var (from, to) in new[] { (m1090, m40), (Recorded(1090), m40), (m1090, Recorded(40)) })
            Assert.Equal("invalid-query", (await _world.Compare.ReadAsync(from, to, 10)).Refusal?.Code);
        Assert.Equal("watermark-unknown", (await _world.Compare.ReadAsync(m40, new StockMoment(null, null, Erp, "x"), 10)).Refusal?.Code);
        Assert.Equal("time-missing", (await _world.Compare.ReadAsync(m40, Occurred(1090), 10)).Refusal?.Code);
    }

    private void Receive(string id, long sequence, string source = Erp, int epoch = 0) =>
        _world.Say(id, new StockUpdate.Received(new Quantity(1, UnitCode.Each)), sequence: sequence, source: source, epoch: epoch);

    private async Task<(long Version, int? Epoch, long? Sequence)> AtAsync(string sequenceOrId, int? epoch = null)
    {
        var past = (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, sequenceOrId, epoch))).State!;
        return (past.Position.Version, past.Epoch, past.Sequence);
    }

    [Fact]
    public async Task Moments_that_cannot_be_read_are_refused_and_say_why()
    {
        Assert.Equal(new StockAtMoment(null, null), await _world.Moment.ReadAsync(Recorded(1)));
        _world.Receive(3);
        Assert.Equal("moment-out-of-range", (await _world.Moment.ReadAsync(Recorded(0.9))).Refusal?.Code);
        Assert.Equal("moment-out-of-range", (await _world.Moment.ReadAsync(Occurred(0.9))).Refusal?.Code);
        Assert.Equal("moment-out-of-range", (await _world.Moment.ReadAsync(Recorded(3.1))).Refusal?.Code);
        Assert.Equal("time-missing", (await _world.Moment.ReadAsync(new StockMoment(null, Start.AddMinutes(2)))).Refusal?.Code);
        Assert.Equal("watermark-unknown", (await _world.Moment.ReadAsync(new StockMoment(null, null, Erp, "m4"))).Refusal?.Code);
        Assert.Equal("watermark-unknown", (await _world.Moment.ReadAsync(new StockMoment(null, null, "/other", "m1"))).Refusal?.Code);
        Assert.Equal("moment-out-of-range", (await _world.Compare.ReadAsync(Recorded(0), Recorded(2), 10)).Refusal?.Code);
        Assert.Equal("moment-out-of-range", (await _world.Compare.ReadAsync(Occurred(0), Occurred(2), 10)).Refusal?.Code);
        Assert.Equal("time-missing", (await _world.Compare.ReadAsync(Recorded(1), Occurred(2), 10)).Refusal?.Code);
        Assert.Equal("invalid-query", (await _world.Compare.ReadAsync(Recorded(2), Recorded(1), 10)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_moments_are_compared_over_pages_and_the_lines_are_the_newest()
    {
        _world.Receive(1100);
        foreach (var moments in new[] { (From: Recorded(40), To: Recorded(1090)), (From: Occurred(40), To: Occurred(1090)) })
        {
            var compared = (await _world.Compare.ReadAsync(moments.From, moments.To, 10)).Comparison!;
            Assert.Equal((40, 1090, 1050, 1040, 10), (compared.From.Position.Measures.OnHand, compared.To.Position.Measures.OnHand, compared.OnHand, compared.OmittedLines, compared.Lines.Length));
            Assert.Equal((1040, "m1081", "m1090"), (Assert.Single(compared.Omitted).Amount, compared.Lines[0].MessageId, compared.Lines[^1].MessageId));
        }
    }

    [Fact]
    public async Task A_long_history_is_explained_page_by_page_and_the_entity_is_not_asked()
    {
        Assert.Equal(new StockExplained(null, null), await _world.Explain.ReadAsync(new ExplainQuery()));
        _world.Receive(1100);
        _world.Snapshot();
        var told = (await _world.Explain.ReadAsync(new ExplainQuery(Max: 100))).Explanation!;
        Assert.Equal((1000, 1100, 1100, 100), (told.Opening.OnHand, told.Closing.OnHand, told.Now.OnHand, told.Lines.Length));
        var earlier = (await _world.Explain.ReadAsync(new ExplainQuery(Before: told.Earlier, Max: 100))).Explanation!;
        Assert.Equal((900, 1000, "Europe/Berlin"), (earlier.Opening.OnHand, earlier.Closing.OnHand, earlier.TimeZone));
        Assert.Equal("invalid-query", (await _world.Explain.ReadAsync(new ExplainQuery(Before: "x"))).Refusal?.Code);
    }
}

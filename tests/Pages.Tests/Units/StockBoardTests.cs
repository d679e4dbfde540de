using Sync.Pages.Plants;

namespace Sync.Pages.Tests.Units;

public sealed class StockBoardTests
{
    private readonly StockBoard _board = new(PlantId.Parse("P1"));

    [Fact]
    public void Only_one_page_of_many_is_given()
    {
        Take(Enumerable.Range(0, 50_000).Select(i => Row($"L{i % 10}", $"I{i:00000}", i)));
        var page = _board.Read(new BoardQuery(Sort: BoardSort.OnHand, Descending: true, Page: 2));
        Assert.Equal((50_000, 50_000, 1000, BoardQuery.Size), (page.Total, page.Fit, page.Pages, page.Rows.Count));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 49_949m - i), page.Rows.Select(r => r.Measures.OnHand));
        Assert.Equal(10, page.Locations.Count);
    }

    [Fact]
    public void A_page_beyond_the_end_is_the_last()
    {
        Take(Enumerable.Range(0, 60).Select(i => Row("L", $"I{i:00}", i)));
        var page = _board.Read(new BoardQuery(Page: 99));
        Assert.Equal((2, 10), (page.At, page.Rows.Count));
    }

    [Theory]
    [InlineData("bolt", "", null, "BOLT-1,BOLT-2")]
    [InlineData("", "B", null, "BOLT-2")]
    [InlineData("", "", 6, "BOLT-1")]
    [InlineData("x", "", null, "")]
    public void What_does_not_fit_is_left_out(string search, string location, int? below, string expected)
    {
        Take([Row("A", "BOLT-1", 5), Row("B", "BOLT-2", 7), Row("A", "NUT", 9)]);
        var page = _board.Read(new BoardQuery(search, location, AvailableBelow: below));
        Assert.Equal(expected, string.Join(',', page.Rows.Select(r => r.Key.Item.Value)));
    }

    [Fact]
    public void The_number_grows_only_when_something_changes()
    {
        Take([Row("A", "BOLT", 5)]);
        var number = _board.Number;
        Take([Row("A", "BOLT", 5)]);
        Assert.Equal(number, _board.Number);
        Take([Row("A", "BOLT", 6, version: 2)]);
        Assert.True(_board.Number > number);
    }

    [Fact]
    public void Trouble_shows_until_rows_come_again()
    {
        _board.Stall(ErrorCodes.TimedOut.With("no answer"));
        Assert.Equal("no answer", _board.Read(new BoardQuery()).Trouble?.Message);
        Take([]);
        Assert.Null(_board.Read(new BoardQuery()).Trouble);
    }

    [Fact]
    public async Task Who_waits_for_a_board_goes_on_when_it_is_filled()
    {
        var filled = _board.Filled;
        Assert.False(filled.IsCompleted);
        _board.Complete();
        await filled;
    }

    private void Take(IEnumerable<StockRow> rows) => _board.Take([.. rows], null);

    private static StockRow Row(string location, string item, decimal amount, long version = 1) => new(
        new StockKey(PlantId.Parse("P1"), LocationId.Parse(location), ItemNumber.Parse(item)), version, null, new StockMeasures(amount, amount, 0, amount), 0,
        [new AccountAmount(default, amount)], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0);
}

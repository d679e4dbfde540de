using Sync.Pages.Access;
using Sync.Pages.Frame;
using Sync.Pages.Plants;

namespace Sync.Pages.Tests.Units;

public sealed class WordsTests
{
    [Theory]
    [InlineData("/cases?x=1", "/cases?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Back_leads_to_a_page_of_ours(string? asked, string given) => Assert.Equal(given, PageForms.Back(asked));

    [Fact]
    public void A_boards_question_comes_back_from_its_address()
    {
        var query = new BoardQuery("bolt & nut", "RM/01", StockStatus.Blocked, -2.5m, BoardSort.OnHand, true, 3);
        Assert.Equal(query, BoardAddress.Read("http://localhost" + BoardAddress.Write("P 1", query)));
        Assert.Equal(new BoardQuery(), BoardAddress.Read("http://localhost/plants/P1?sort=99&status=7&below=many&page=-1"));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234567.5, "1\u202f234\u202f567.5")]
    [InlineData(-3, "\u22123")]
    public void Numbers_are_grouped_and_keep_a_true_minus(double value, string text) => Assert.Equal(text, Sentences.Number((decimal)value));

    [Fact]
    public void Segments_of_an_address_are_read_as_they_stand_in_the_browser()
    {
        var key = new StockKey(PlantId.Parse("P 1"), LocationId.Parse("RM/01"), ItemNumber.Parse("50%"));
        var uri = "http://localhost" + PageLinks.Position(key);
        Assert.Equal(["P 1", "RM/01", "50%"], [PageLinks.Segment(uri, 1), PageLinks.Segment(uri, 2), PageLinks.Segment(uri, 3)]);
        Assert.Equal("", PageLinks.Segment(uri, 4));
    }
}

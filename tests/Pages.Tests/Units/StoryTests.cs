using Sync.Pages.Stock;

namespace Sync.Pages.Tests.Units;

public sealed class StoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("stock.moved", """{"movement":"Receipt","quantity":{"value":500,"unit":"EA"},"reference":{"kind":"po","number":"45"},"changes":[{"account":{"status":"Available"},"delta":500,"balance":500}]}""", "500 EA received (po 45).", 500)]
    [InlineData("stock.moved", """{"movement":"ProductionConsume","quantity":{"value":2,"unit":"KGM"},"changes":[{"account":{"lot":"L1","status":"Quality","owner":"ACME"},"delta":-2,"balance":1}]}""", "Production consume: 2 KGM in quality, lot L1, owned by ACME.", -2)]
    [InlineData("stock.counted", """{"found":[{"account":{"status":"Available"},"amount":8}],"unit":"KGM","changes":[{"account":{"status":"Available"},"delta":-2,"balance":8}]}""", "Counted 8 KGM available.", -2)]
    [InlineData("update.held", """{"reason":{"code":"item-unknown","message":"item X is not registered","cure":"c"}}""", "Held: item X is not registered.", 0)]
    [InlineData("stock.unheard-of", "{}", "Stock.unheard-of was recorded.", 0)]
    public void A_record_is_told_as_a_sentence(string kind, string payload, string sentence, int delta)
    {
        var chapter = StockStory.Tell(Record(1, kind, payload));
        Assert.Equal((sentence, delta), (chapter.Sentence, chapter.Delta));
    }

    [Fact]
    public void Every_stored_form_of_stock_records_can_be_told()
    {
        var golden = Directory.GetFiles(Path.Combine(Root(), "tests", "Domain.Tests", "Golden"), "*.v1.json").Where(f => Path.GetFileName(f) is ['s', ..] or ['u', ..]).ToArray();
        Assert.NotEmpty(golden);
        foreach (var file in golden)
        {
            var kind = Path.GetFileName(file)[..^".v1.json".Length];
            Assert.DoesNotContain("was recorded", StockStory.Tell(Record(1, kind, File.ReadAllText(file))).Sentence);
        }
    }

    [Fact]
    public void The_chart_goes_back_from_what_is_on_hand()
    {
        Chapter[] chapters = [Told(3, -30, 20), Told(2, 50, 10), Told(1, 0, 0)];
        var line = StepLine.Of(chapters, 20, Start.AddMinutes(40))!;
        Assert.Equal([0m, 50m, 20m], line.Steps.Select(s => s.OnHand));
        Assert.Equal((0m, 50m), (line.Low, line.High));
        Assert.Equal("M0 200H250V0H500V120H1000", line.Line);
        Assert.Null(StepLine.Of([], 0, Start));
    }

    private static Chapter Told(long version, decimal delta, int minute) => new(version, "s", "/a", "m", Start.AddMinutes(minute), Start.AddMinutes(minute), delta, []);

    private static JournalRecord Record(long version, string kind, string payload) => new(
        new EntityKey(EntityKinds.Stock, "P1/L1/I1"), version, Start, Start, new UpdateId("/adapters/erp", 0, "M-1"), null, default, kind, 1, payload, default, default, null, null, null);

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}

using Sync.Pages.Stock;

namespace Sync.Pages.Tests.Units;

public sealed class StepLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_line_is_a_step_up_or_down_and_the_last_goes_on_until_now()
    {
        var line = StepLine.Of(Told(0, (0, 50), (10, 20), (20, 20)), Start.AddMinutes(40))!;
        Assert.Equal((0m, 50m), (line.Low, line.High));
        Assert.Equal("M0 200H0V0H250V120H500V120H1000", line.Line);
        Assert.Equal("M0 200V200H0V0H250V120H500V120H1000V200Z", line.Ground);
    }

    [Fact]
    public void What_was_there_before_and_what_is_below_zero_is_in_the_box()
    {
        var line = StepLine.Of(Told(80, (0, -20)), Start.AddMinutes(1))!;
        Assert.Equal((-20m, 80m, "160"), (line.Low, line.High, line.Zero));
    }

    [Fact]
    public void Nothing_is_no_chart() => Assert.Null(StepLine.Of(Told(0), Start));

    [Fact]
    public void One_instant_is_a_chart_too() => Assert.Equal("M0 200H0V0H1000", StepLine.Of(Told(0, (0, 5)), Start)!.Line);

    private static Explanation Told(decimal before, params (int Minute, decimal OnHand)[] lines) => new(
        new StockKey(PlantId.Parse("P1"), LocationId.Parse("L1"), ItemNumber.Parse("I1")), 1, null, "Etc/UTC", "", default, new ExplainBalance(before, before, []),
        [.. lines.Select((l, i) => Line(i + 1, Start.AddMinutes(l.Minute), l.OnHand))], new ExplainBalance(0, 0, []), null, [], [], [], [], "");

    private static ExplainLine Line(long version, DateTimeOffset at, decimal onHand) => new(
        version, "stock.moved", null, "", "/a", 0, "m", null, null, null, null, at, at, [], [], 0, 0, onHand, onHand, null, null, [], null);
}

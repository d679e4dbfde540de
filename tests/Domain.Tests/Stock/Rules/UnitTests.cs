using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class UnitTests
{
    private readonly Position _position = new();

    [Theory]
    [InlineData("EA", "DZN", 12, 1)]
    [InlineData("EA", "CEN", 100, 1)]
    [InlineData("EA", "MIL", 1000, 1)]
    [InlineData("KGM", "GRM", 1, 1000)]
    [InlineData("KGM", "TNE", 1000, 1)]
    [InlineData("KGM", "LBR", 45359237, 100000000)]
    [InlineData("LBR", "KGM", 100000000, 45359237)]
    [InlineData("GRM", "LBR", 45359237, 100000)]
    [InlineData("LTR", "MLT", 1, 1000)]
    [InlineData("MTR", "CMT", 1, 100)]
    [InlineData("MMT", "KMT", 1000000, 1)]
    [InlineData("HUR", "MIN", 1, 60)]
    [InlineData("MIN", "DAY", 1440, 1)]
    public void Factors_that_hold_for_every_item_are_exact(string to, string from, long numerator, long denominator) =>
        Assert.Equal(new Ratio(numerator, denominator), UnitRules.Factor(Item("X", to, 3), UnitCode.Parse(from), default));

    [Theory]
    [InlineData("EA", "KGM")]
    [InlineData("KGM", "LTR")]
    [InlineData("TNE", "LBR")]
    [InlineData("CA", "EA")]
    public void Other_units_cannot_be_converted(string to, string from) =>
        Assert.False(UnitRules.CanConvert(Item("X", to, 3), UnitCode.Parse(from), default));

    [Fact]
    public void The_conversion_in_force_is_the_newest_that_had_begun()
    {
        var item = Item("X", "EA", 0, Conversion("CA", 24, 1, Position.Hour(20)), Conversion("CA", 10, 1), Conversion("CA", 12, 1, Position.Hour(10)));
        var ca = UnitCode.Parse("CA");
        Assert.Equal(
            [10L, 10, 12, 12, 24, 24],
            new[] { 0, 9.999, 10, 19.999, 20, 1000 }.Select(h => UnitRules.Factor(item, ca, Position.Hour(h))!.Value.Numerator));
    }

    [Fact]
    public void Before_the_first_beginning_there_is_no_conversion()
    {
        var item = Item("X", "EA", 0, Conversion("CA", 24, 1, Position.Hour(20)));
        Assert.False(UnitRules.CanConvert(item, UnitCode.Parse("CA"), Position.Hour(19)));
        Assert.True(UnitRules.CanConvert(item, UnitCode.Parse("CA"), Position.Hour(20)));
    }

    [Fact]
    public void A_conversion_that_has_ended_is_in_force_no_more_and_one_without_an_end_is_again()
    {
        var item = Item("X", "EA", 0, Conversion("CA", 10, 1), Conversion("CA", 12, 1, Position.Hour(10)) with { Until = Position.Hour(20) });
        Assert.Equal([10L, 12, 12, 10], new[] { 9.999, 10, 19.999, 20 }.Select(h => UnitRules.Factor(item, UnitCode.Parse("CA"), Position.Hour(h))!.Value.Numerator));
        var ended = Item("X", "EA", 0, Conversion("CA", 12, 1) with { Until = Position.Hour(20) });
        Assert.False(UnitRules.CanConvert(ended, UnitCode.Parse("CA"), Position.Hour(20)));
    }

    [Fact]
    public void What_happened_while_a_conversion_was_in_force_keeps_its_factor_however_late_it_comes()
    {
        _position.Item = Item("BOLT-M8", "EA", 0, Conversion("CA", 12, 1) with { Until = Position.Hour(20) }, Conversion("CA", 24, 1, Position.Hour(20)));
        Assert.Equal(new Ratio(24, 1), _position.Moved(new StockUpdate.Received(Of(1, "CA")), 20).Factor);
        Assert.Equal(new Ratio(12, 1), _position.Moved(new StockUpdate.Received(Of(1, "CA")), 19.999).Factor);
        Assert.Equal(36, _position.Balance());
    }

    [Fact]
    public void The_items_own_conversion_goes_before_the_general_one() =>
        Assert.Equal(new Ratio(13, 1), UnitRules.Factor(Item("X", "EA", 0, Conversion("DZN", 13, 1)), UnitCode.Parse("DZN"), default));

    [Fact]
    public void The_record_keeps_quantity_unit_and_factor_of_the_source()
    {
        var moved = _position.Moved(new StockUpdate.Received(Of(2, "CA")));
        Assert.Equal((Of(2, "CA"), new Ratio(24, 1), UnitCode.Each, null), (moved.Quantity, moved.Factor, moved.Unit, moved.Residual));
        Assert.Equal(48, _position.Balance());
        Assert.Null(_position.Moved(new StockUpdate.Received(Ea(2))).Factor);
    }

    [Theory]
    [InlineData("LBR", "1", "0.454", "-0.00040763")]
    [InlineData("GRM", "0.5", "0", "0.0005")]
    [InlineData("GRM", "1.5", "0.002", "-0.0005")]
    [InlineData("GRM", "2.5", "0.002", "0.0005")]
    [InlineData("KGM", "1.0005", "1", "0.0005")]
    [InlineData("KGM", "1.0015", "1.002", "-0.0005")]
    public void Rounding_is_half_to_even_flagged_and_keeps_what_it_cut_off(string unit, string value, string amount, string residual)
    {
        _position.Item = Oil;
        var moved = _position.Moved(new StockUpdate.Received(Of(decimal.Parse(value), unit)));
        Assert.Equal((decimal.Parse(amount), decimal.Parse(residual)), (moved.Changes[0].Delta, moved.Residual));
        Assert.Equal([ReceiptFlags.Rounded], moved.Flags!.Value);
    }

    [Fact]
    public void Large_quantities_are_rounded_once()
    {
        // The exact product is 123456788888888.334444443876543211: more digits than a decimal has.
        _position.Item = Item("BOLT-M8", "EA", 9, Conversion("CA", 999_999_999, 1_000_000_000));
        var moved = _position.Moved(new StockUpdate.Received(Of(123456789012345.123456789m, "CA")));
        Assert.Equal(123456788888888.334444444m, moved.Changes[0].Delta);
        Assert.Equal(-0.000000000123456789m, moved.Residual);
    }

    [Fact]
    public void Adjustments_down_round_like_adjustments_up()
    {
        _position.Item = Oil;
        Assert.Equal(0.002m, _position.Moved(new StockUpdate.Adjusted(Of(1.5m, "GRM"), "x")).Changes[0].Delta);
        Assert.Equal(-0.002m, _position.Moved(new StockUpdate.Adjusted(Of(-1.5m, "GRM"), "x")).Changes[0].Delta);
        Assert.Equal(0, _position.Balance());
    }

    [Fact]
    public void A_count_keeps_the_lines_that_came_in_other_units()
    {
        var counted = _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Of(2, "CA")), new CountLine(Ea(3), Lot("L"))]));
        Assert.Equal([new AccountAmount(default, 48), new AccountAmount(Lot("L"), 3)], counted.Found);
        Assert.Equal([new CountedAs(default, Of(2, "CA"), new Ratio(24, 1))], counted.Converted!.Value);
    }

    [Fact]
    public void A_request_that_is_nothing_at_the_items_scale_is_refused() =>
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, _position.RefusedFor(new StockUpdate.Reserve("R", Ea(0.4m), "x")));
}

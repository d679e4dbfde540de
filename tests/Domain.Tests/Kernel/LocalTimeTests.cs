using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Kernel;

/// <summary>Local times resolve in the plant's zone; what the clocks showed twice, or never, is held until a person says when it was (DOMAIN 3).</summary>
public sealed class LocalTimeTests
{
    private static readonly DateTime Summer = new(2026, 7, 1, 8, 15, 0);
    private static readonly DateTime Twice = new(2026, 10, 25, 2, 30, 0);
    private static readonly DateTime Never = new(2026, 3, 29, 2, 30, 0);
    private readonly Driven<StockState> _position = new(new StockModel(), Key.ToEntity(), UpdateContracts.Default) { Plant = Plant, Item = Bolt };

    [Fact]
    public void A_local_time_is_the_instant_of_the_plants_zone_unless_it_names_its_own()
    {
        Assert.IsType<Receipt.Applied>(_position.Say(Received("1", new LocalTime(Summer))));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 6, 15, 0, TimeSpan.Zero), _position.Records[^1].OccurredAt);
        Assert.IsType<Receipt.Applied>(_position.Say(Received("2", new LocalTime(Summer, "America/New_York"))));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 12, 15, 0, TimeSpan.Zero), _position.Records[^1].OccurredAt);
        Assert.IsType<Receipt.Duplicate>(_position.Say(Received("1", new LocalTime(Summer))));
        _position.Restart(1);
    }

    [Fact]
    public void A_count_holds_as_of_its_local_time()
    {
        _position.Say(Received("1", new LocalTime(Summer)));
        var counted = new Update(Id("c"), Key.ToEntity(), new StockUpdate.Counted([new CountLine(Ea(7))]), LocalTime: new LocalTime(Summer.AddHours(1)));
        Assert.IsType<Receipt.Applied>(_position.Say(counted));
        Assert.Equal((7, 6 + 1), (_position.State.Find(default)!.Value.Balance, _position.Records[^1].OccurredAt.UtcDateTime.Hour));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_clocks_showed_twice_or_never_is_held_and_goes_on_when_a_person_says_when_it_was(bool twice)
    {
        var update = Received("1", new LocalTime(twice ? Twice : Never));
        Assert.Equal(ErrorCodes.TimeAmbiguous.Code, Assert.IsType<Receipt.Held>(_position.Say(update)).Reason.Code);
        Assert.IsType<Receipt.Duplicate>(_position.Say(update));
        _position.Restart(1);
        var at = new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero);
        Assert.IsType<Receipt.Applied>(_position.Control(new ControlUpdate.Fix(update.Id, UpdateJson.Write(update with { LocalTime = null, OccurredAt = at }), "the second time", "ada")));
        Assert.Empty(_position.Held);
        Assert.Equal((at, 5), (_position.Records[^1].OccurredAt, _position.State.Find(default)!.Value.Balance));
        _position.Restart(2);
    }

    [Fact]
    public void Without_its_plant_it_waits_for_the_plant_and_then_happened_when_it_says()
    {
        _position.Plant = null;
        Assert.Equal(ErrorCodes.PlantUnknown.Code, Assert.IsType<Receipt.Held>(_position.Say(Received("1", new LocalTime(Summer)))).Reason.Code);
        _position.Plant = Plant;
        _position.Control(new ControlUpdate.Resume());
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 6, 15, 0, TimeSpan.Zero), _position.Records[^1].OccurredAt);
        Assert.Empty(_position.Held);
    }

    [Fact]
    public void A_request_with_such_a_time_is_refused()
    {
        var request = new Update(Id("r"), Key.ToEntity(), new StockUpdate.Reserve("R", Ea(1), "x", AllowShort: true), LocalTime: new LocalTime(Twice));
        Assert.Equal(ErrorCodes.TimeAmbiguous.Code, Assert.IsType<Receipt.Rejected>(_position.Say(request)).Reason.Code);
    }

    [Fact]
    public void The_same_clock_in_another_zone_is_other_content() => Assert.Equal(
        3, new[] { Received("1", new LocalTime(Summer)), Received("1", new LocalTime(Summer, "Europe/Berlin")), Received("1", null) }.Select(Fingerprints.OfContent).Distinct().Count());

    private static UpdateId Id(string id) => new(Position.Erp, 0, id);

    private static Update Received(string id, LocalTime? time) => new(Id(id), Key.ToEntity(), new StockUpdate.Received(Ea(5)), LocalTime: time);
}

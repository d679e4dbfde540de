using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Tests.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Kernel;

/// <summary>The same identity and content is a duplicate for ever, other content is a conflict for a person.</summary>
public sealed class IdentityTests
{
    private readonly Position _position = new();

    [Fact]
    public void Thousands_of_updates_are_duplicates_for_ever_and_the_records_are_asked_only_for_old_ones()
    {
        const int count = 4000;
        for (var i = 0; i < count; i++) Receive(i);
        _position.RestartFrom(count - 7);
        var before = _position.Lookups;
        for (var i = 0; i < count; i++)
        {
            var duplicate = Assert.IsType<Receipt.Duplicate>(Receive(i));
            Assert.Equal(i + 1, duplicate.Version);
        }

        Assert.Equal(count, _position.Balance());
        Assert.Equal(2 * (count - IdentityWindow.Limit), _position.Lookups - before);
    }

    [Fact]
    public void New_updates_seldom_ask_the_records()
    {
        for (var i = 0; i < 4000; i++) Receive(i);
        Assert.InRange(_position.Lookups, 0, 4000 / 10);
    }

    [Fact]
    public void Numbers_that_are_spelled_otherwise_are_the_same_content()
    {
        _position.Say(new StockUpdate.Received(Ea(5)), id: "1");
        Assert.IsType<Receipt.Duplicate>(_position.Say(new StockUpdate.Received(Ea(5.000m)), id: "1"));
    }

    [Fact]
    public void What_the_transport_adds_is_not_content()
    {
        var update = new Update(new UpdateId(Position.Erp, 0, "1"), Key.ToEntity(), new StockUpdate.Received(Ea(5)), Position.Hour(1));
        _position.Say(update);
        Assert.IsType<Receipt.Duplicate>(_position.Say(update with { Sequence = 9, CorrelationId = "c", CausationId = "d", TraceParent = "t", OccurredAt = Position.Hour(1).ToUniversalTime() }));
        Assert.IsType<Receipt.Held>(_position.Say(update with { PostingDate = new DateOnly(2026, 1, 1) }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Other_content_under_a_known_identity_is_held_as_a_conflict_however_old_the_first_is(int later)
    {
        _position.Say(new StockUpdate.Received(Ea(5)), id: "1");
        for (var i = 0; i < later; i++) Receive(i);
        Assert.Equal(ErrorCodes.IdentityConflict.Code, _position.HeldFor(new StockUpdate.Received(Ea(6)), id: "1"));
        Assert.Equal(5 + later, _position.Balance());
    }

    [Fact]
    public void A_conflict_is_not_resumed_and_a_discarded_one_does_not_come_back()
    {
        _position.Say(new StockUpdate.Received(Ea(5)), id: "1");
        _position.HeldFor(new StockUpdate.Received(Ea(6)), id: "1");
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal((1, 5), (_position.Read.Held, _position.Balance()));
        _position.Say(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, "1"), "a mistake", "ada"));
        Assert.Equal(0, _position.Read.Held);
        Assert.IsType<Receipt.Duplicate>(_position.Say(new StockUpdate.Received(Ea(6)), id: "1"));
    }

    [Fact]
    public void A_higher_epoch_is_another_identity()
    {
        _position.Say(new StockUpdate.Received(Ea(5)), id: "1");
        Assert.IsType<Receipt.Applied>(_position.Say(new StockUpdate.Received(Ea(6)), id: "1", epoch: 1));
        Assert.Equal(11, _position.Balance());
    }

    [Fact]
    public void Of_a_held_update_and_its_conflict_the_conflict_is_discarded()
    {
        _position.Item = null;
        _position.HeldFor(new StockUpdate.Received(Ea(5)), id: "1");
        Assert.Equal(ErrorCodes.IdentityConflict.Code, _position.HeldFor(new StockUpdate.Received(Ea(6)), id: "1"));
        _position.Say(new ControlUpdate.Resume());
        _position.Say(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, "1"), "a mistake", "ada"));
        Assert.Equal((1, ErrorCodes.ItemUnknown.Code), (_position.Last.HeldAfter, Assert.Single(_position.View.Held).Reason.Code));
        _position.Item = Bolt;
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal(5, _position.Balance());
    }

    [Fact]
    public void A_refused_request_is_decided_anew_each_time()
    {
        var reserve = new StockUpdate.Reserve("R1", Ea(5), "WO-1");
        _position.RefusedFor(reserve, id: "1");
        _position.Moved(new StockUpdate.Received(Ea(5)));
        Assert.IsType<Receipt.Applied>(_position.Say(reserve, id: "1"));
    }

    [Fact]
    public void A_value_that_has_no_name_is_no_content() =>
        Assert.Equal(ErrorCodes.InvalidPayload.Code, _position.RefusedFor(new StockUpdate.Received(Ea(5), In((StockStatus)77))));

    [Fact]
    public void What_could_not_be_read_again_is_not_kept_as_a_conflict()
    {
        _position.Say(new StockUpdate.Received(Ea(5)), id: "1");
        Assert.Equal(ErrorCodes.InvalidPayload.Code, _position.RefusedFor(new StockUpdate.Received(Ea(5), new StockAccount(default(LotNumber))), id: "1"));
    }

    private Receipt Receive(int i) => _position.Say(new StockUpdate.Received(Ea(1)), i % 50, $"GR-{i}", $"/adapters/s{i % 3}");
}

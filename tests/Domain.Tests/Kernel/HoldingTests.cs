using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Kernel;

public sealed class HoldingTests
{
    private readonly Position _position = new() { Item = null };

    [Fact]
    public void A_key_holds_so_many_updates_and_then_asks_sources_to_retry()
    {
        for (var i = 0; i < EntityKernel<StockState>.HeldLimit; i++) Hold($"{i}");
        var records = _position.Records.Count;
        var receipt = Assert.IsType<Receipt.RetryLater>(_position.Say(new StockUpdate.Received(Ea(1)), id: "one-more"));
        Assert.Equal((ErrorCodes.TooManyHeld.Code, records), (receipt.Reason.Code, _position.Records.Count));
        Discard("5");
        Hold("one-more");
    }

    [Fact]
    public void Discarding_what_is_not_held_is_refused()
    {
        Hold("1");
        Assert.Equal(ErrorCodes.HeldUnknown.Code, _position.RefusedFor(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, "2"), "why", "ada")));
        Discard("1");
        Assert.Equal(ErrorCodes.HeldUnknown.Code, _position.RefusedFor(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, "1"), "why", "ada")));
    }

    [Fact]
    public void Resuming_one_leaves_the_others()
    {
        Hold("1");
        Hold("2");
        _position.Item = Bolt;
        _position.Say(new ControlUpdate.Resume(new UpdateId(Position.Erp, 0, "2")));
        Assert.Equal("1", Assert.Single(_position.View.Held).Update.Id.MessageId);
        Assert.Equal(["update.held", "update.held", "update.resumed", "stock.moved"], _position.Records.Select(r => r.Kind));
    }

    [Fact]
    public void What_is_held_again_waits_since_it_was_held_first_and_is_told_anew()
    {
        Hold("1");
        _position.Now = _position.Now.AddHours(1);
        _position.Say(new ControlUpdate.Resume());
        var held = Assert.Single(_position.View.Held);
        Assert.Equal((Position.Hour(1000), 3), (held.Since, held.Version));
        Assert.Null(_position.Last.HeldAfter);
    }

    [Fact]
    public void An_update_without_a_time_happened_when_it_was_held_not_when_it_was_let_go()
    {
        _position.Say(new StockUpdate.Received(Ea(7)), hour: null, id: "1");
        _position.Item = Bolt;
        _position.Now = Position.Hour(1010);
        _position.Applied<StockEvent.Counted>(new StockUpdate.Counted([new CountLine(Ea(3))]), 1005);
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal((3, Position.Hour(1000)), (_position.Balance(), _position.Records[^1].OccurredAt));
        Assert.IsType<Receipt.Duplicate>(_position.Say(new StockUpdate.Received(Ea(7)), hour: null, id: "1"));
    }

    [Fact]
    public void Every_event_says_how_many_are_held_when_it_changed_that()
    {
        Hold("1");
        Hold("2");
        Discard("1");
        _position.Item = Bolt;
        _position.Moved(new StockUpdate.Received(Ea(1)));
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal([1, 2, 1, null, null, 0], _position.Records.Select(r => Position.Event(r).HeldAfter));
    }

    [Fact]
    public void Held_updates_survive_a_restart_with_all_they_say()
    {
        var update = new Update(
            new UpdateId(Position.Erp, 3, "1"), Key.ToEntity(), new StockUpdate.Issued(Ea(1.5m), Lot("L1"), MovementType.Ship, "R1", new DocumentReference("po", "1", "10")),
            Position.Hour(1), new DateOnly(2026, 11, 1), 42, null, "correlation", "causation");
        _position.Say(update);
        _position.RestartFrom(1);
        Assert.Equal(update, Assert.Single(_position.View.Held).Update);
        _position.RestartFrom(0);
        Assert.Equal(update, Assert.Single(_position.View.Held).Update);
    }

    [Fact]
    public void Recording_time_never_goes_back_and_instants_are_whole_microseconds()
    {
        _position.Item = Bolt;
        _position.Moved(new StockUpdate.Received(Ea(1)));
        _position.Now = Position.Hour(5).AddTicks(3);
        _position.Say(new Update(new UpdateId(Position.Erp, 0, "x"), Key.ToEntity(), new StockUpdate.Received(Ea(1)), Position.Hour(2).AddTicks(7)));
        Assert.Equal((Position.Hour(1000), Position.Hour(2)), (_position.Records[^1].RecordedAt, _position.Records[^1].OccurredAt));
        Assert.Equal(_position.Saved(), Position.Saved(_position.Fold(2)));
    }

    private void Hold(string id) => Assert.Equal(ErrorCodes.ItemUnknown.Code, _position.HeldFor(new StockUpdate.Received(Ea(1)), id: id));

    private void Discard(string id) =>
        Assert.IsType<Receipt.Applied>(_position.Say(new ControlUpdate.Discard(new UpdateId(Position.Erp, 0, id), "a mistake", "ada")));
}

using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

public sealed class HeldChangesTests
{
    private static readonly EntityKey Key = new(EntityKinds.Stock, "P/L/BOLT");
    private static readonly PlantMaster Plant = new(PlantId.Parse("P"), "Etc/UTC", null, World.Closed, [new LocationMaster(LocationId.Parse("L"), null, false)], 7);
    private static readonly ItemMaster Item = new(ItemNumber.Parse("BOLT"), UnitCode.Each, null, false, 0, [], false, 9);
    private readonly MasterDriver<ToyState> _position = new(new ToyModel(), Key);

    [Fact]
    public void A_hold_says_which_masters_were_seen()
    {
        Receive("1");
        Assert.Equal((null, null), Seen());
        _position.Plant = Plant;
        Receive("2");
        Assert.Equal((7L, null), Seen());
        _position.Item = Item;
        Receive("3", "KGM");
        Assert.Equal((7L, 9L), Seen());
        _position.ReplayEqualsLive();
    }

    [Fact]
    public void An_update_that_was_never_held_clears_nothing()
    {
        (_position.Plant, _position.Item) = (Plant, Item);
        Receive("1");
        Assert.IsType<ToyTaken>(_position.Last);
        Assert.Null(_position.Last.Cleared);
    }

    [Fact]
    public void A_new_fact_beside_a_held_one_clears_nothing()
    {
        _position.Plant = Plant;
        Receive("1");
        _position.Item = Item;
        Receive("2");
        Assert.IsType<ToyTaken>(_position.Last);
        Assert.Null(_position.Last.Cleared);
    }

    [Fact]
    public void Only_the_last_of_those_held_for_a_reason_clears_it()
    {
        _position.Plant = Plant;
        Receive("1");
        Receive("2");
        _position.Item = Item;
        _position.Say(new ControlUpdate.Resume());
        var taken = _position.Records.TakeLast(2).Select(_position.Event).ToArray();
        Assert.Null(Assert.IsType<ToyTaken>(taken[0]).Cleared);
        Assert.Equal(["item-unknown"], Assert.IsType<ToyTaken>(taken[1]).Cleared!.Value);
        Assert.Equal(2, _position.State.Taken);
        _position.ReplayEqualsLive();
    }

    [Fact]
    public void Held_again_for_the_same_reason_clears_nothing_and_for_another_reason_clears_the_first()
    {
        Receive("1", "KGM");
        _position.Say(new ControlUpdate.Resume());
        Assert.Null(Assert.IsType<KernelEvent.Held>(_position.Last).Cleared);
        (_position.Plant, _position.Item) = (Plant, Item);
        _position.Say(new ControlUpdate.Resume());
        Assert.Equal(["plant-unknown"], Assert.IsType<KernelEvent.Held>(_position.Last).Cleared!.Value);
        Assert.Equal(ErrorCodes.UnitUnknown.Code, Assert.Single(_position.View.Held).Reason.Code);
        _position.ReplayEqualsLive();
    }

    [Fact]
    public void Discarding_clears_what_nothing_else_is_held_for()
    {
        Receive("1");
        _position.Plant = Plant;
        Receive("2");
        _position.Say(new ControlUpdate.Discard(new UpdateId("/tests", 0, "1"), "a mistake", "ada"));
        Assert.Equal(["plant-unknown"], Assert.IsType<KernelEvent.Discarded>(_position.Last).Cleared!.Value);
        Assert.Equal(ErrorCodes.ItemUnknown.Code, Assert.Single(_position.View.Held).Reason.Code);
        _position.ReplayEqualsLive();
    }

    private void Receive(string id, string unit = "EA") =>
        _position.Say(new StockUpdate.Received(new Quantity(1, UnitCode.Parse(unit))), id);

    private (long? Plant, long? Item) Seen() => _position.Last is KernelEvent.Held held ? (held.SeenPlant, held.SeenItem) : (-1, -1);
}

using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Items;

public sealed class ItemAwaitTests
{
    private static readonly EntityKey A = new(EntityKinds.Stock, "P1/L1/BOLT");
    private static readonly EntityKey B = new(EntityKinds.Stock, "P1/L2/BOLT");
    private readonly MasterDriver<ItemState> _item = new(new ItemModel(), new EntityKey(EntityKinds.Item, "BOLT"));

    [Fact]
    public void Who_waits_is_resumed_by_the_registration_in_order_and_then_waits_no_more()
    {
        _item.Applied<ItemEvent.Awaited>(new ItemUpdate.Await(B));
        _item.Applied<ItemEvent.Awaited>(new ItemUpdate.Await(A));
        Assert.Equal([B, A], _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each)).Resume);
        Assert.Empty(_item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each, "Bolt")).Resume);
        _item.ReplayEqualsLive();
    }

    [Fact]
    public void Who_waits_is_resumed_when_the_item_is_met()
    {
        _item.Say(new ItemUpdate.Await(A));
        Assert.Equal([A], _item.Applied<ItemEvent.Registered>(new ItemUpdate.Meet(UnitCode.Each)).Resume);
    }

    [Fact]
    public void Who_waits_already_is_noted_once()
    {
        _item.Say(new ItemUpdate.Await(A));
        _item.Applied<KernelEvent.Noted>(new ItemUpdate.Await(A));
        Assert.Equal([A], _item.State.Waiting);
    }

    [Fact]
    public void A_hold_decided_before_the_registration_is_answered_at_once()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each));
        Assert.Equal(A, _item.Applied<ItemEvent.Answered>(new ItemUpdate.Await(A, SeenVersion: 0)).Waiting);
        Assert.Empty(_item.State.Waiting);
    }

    [Fact]
    public void A_hold_decided_on_the_present_terms_waits_for_other_terms()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each));
        _item.Applied<ItemEvent.Awaited>(new ItemUpdate.Await(A, SeenVersion: _item.View.Version));
        _item.Applied<KernelEvent.Noted>(new ItemUpdate.Register(UnitCode.Each));
        Assert.Equal([A], _item.State.Waiting);
        var conversion = new UnitConversion(UnitCode.Parse("CS"), new Ratio(24, 1));
        Assert.Equal([A], _item.Applied<ItemEvent.Registered>(new ItemUpdate.Register(UnitCode.Each, Conversions: [conversion])).Resume);
    }

    [Fact]
    public void That_others_wait_is_no_change()
    {
        _item.Say(new ItemUpdate.Register(UnitCode.Each));
        var seen = _item.View.Version;
        _item.Say(new ItemUpdate.Await(A, seen));
        _item.Applied<ItemEvent.Awaited>(new ItemUpdate.Await(B, seen));
        Assert.True(_item.View.Version > seen);
    }

    [Fact]
    public void Beyond_the_limit_waiting_is_refused_and_whoever_waits_goes_on_waiting()
    {
        var full = new ItemState { Waiting = [.. Enumerable.Range(0, ItemModel.WaitingLimit).Select(i => new EntityKey(EntityKinds.Stock, $"P/L{i}/BOLT"))] };
        var refused = Assert.IsType<Decision.Refuse>(Decide(full, A));
        Assert.Equal(ErrorCodes.TooManyHeld.Code, refused.Reason.Code);
        Assert.IsType<Decision.Note>(Decide(full, full.Waiting[^1]));
        Assert.IsType<Decision.Apply>(Decide(full with { Waiting = full.Waiting.RemoveAt(0) }, A));
    }

    private static Decision Decide(ItemState state, EntityKey waiting) => new ItemModel().Decide(
        state, new Update(new UpdateId("/tests", 0, "1"), new EntityKey(EntityKinds.Item, "BOLT"), new ItemUpdate.Await(waiting)), default);
}

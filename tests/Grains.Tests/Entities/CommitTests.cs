using Sync.Contracts;
using Sync.Domain.Kernel;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>Commit, then believe.</summary>
public sealed class CommitTests
{
    private readonly CounterWorld _world = new();

    [Fact]
    public void A_receipt_waits_until_its_record_is_durable()
    {
        _world.Journal.Hold.Add("append");
        var call = _world.Submit(Add("a"));
        Assert.Equal("waits", Short(call));
        _world.Answer("append");
        Assert.Equal("Applied(1)", Short(call));
    }

    [Fact]
    public void A_reader_sees_only_what_is_durable_and_never_waits()
    {
        _world.Journal.Hold.Add("append");
        _ = _world.Submit(Add("a", 5));
        Assert.Equal((0L, 0m), (_world.View.Version, _world.View.State.Sum));
        _world.Answer("append");
        Assert.Equal((1L, 5m), (_world.View.Version, _world.View.State.Sum));
    }

    [Fact]
    public void Who_sees_that_nothing_is_on_its_way_sees_all_that_came_of_it()
    {
        Assert.False(_world.Core.IsQuiet);
        Assert.Equal("Applied(1)", _world.Receipts(Add("a", 5)));
        Assert.True(_world.Core.IsQuiet);
        _world.Journal.Hold.Add("append");
        _ = _world.Submit(Add("b", 2));
        Assert.False(_world.Core.IsQuiet);
        Assert.Equal(1, ((EntityView<Counter.State>)_world.Core.Settled!).Version);
        _world.Answer("append");
        Assert.True(_world.Core.IsQuiet);
        Assert.Equal(2, ((EntityView<Counter.State>)_world.Core.Settled!).Version);
    }

    [Fact]
    public void Between_two_updates_its_state_lies_on_its_shelf_and_while_one_is_on_its_way_it_does_not()
    {
        Assert.Equal("Applied(1)", _world.Receipts(Add("a", 5)));
        var shelf = _world.Counter.Newest!;
        var taken = shelf.Taken;
        _world.Journal.Hold.Add("append");
        var calls = new[] { _world.Submit(Add("b", 2)), _world.Submit(Take("c", 7)), _world.Submit(Take("d", 1)) };
        Assert.Equal(taken + 1, shelf.Taken);
        for (var i = 0; i < 2; i++) _world.Answer("append");
        Assert.Equal(("Applied(2)", "Applied(3)", "Rejected"), (Short(calls[0]), Short(calls[1]), Short(calls[2])));
        Assert.Equal(taken + 1, shelf.Taken);
        Assert.Equal((3L, 0m), (_world.View.Version, _world.View.State.Sum));
    }

    [Fact]
    public void A_second_call_is_decided_while_the_first_commits()
    {
        _world.Journal.Hold.Add("append");
        var first = _world.Submit(Add("a", 5));
        var second = _world.Submit(Take("b", 5));
        Assert.Equal(2, _world.Journal.Waiting.Count);
        _world.Answer("append");
        Assert.Equal(("Applied(1)", "waits"), (Short(first), Short(second)));
        Assert.Equal(1, _world.View.Version);
        _world.Answer("append");
        Assert.Equal("Applied(2)", Short(second));
    }

    [Fact]
    public void One_call_with_many_updates_is_one_append()
    {
        Assert.Equal("Applied(1) Applied(2) Duplicate(1) Rejected", _world.Receipts(Add("a"), Add("b"), Add("a"), Take("c", 3)));
        Assert.Equal(1, _world.Journal.Calls.Count(c => c == "append"));
    }

    [Fact]
    public void A_duplicate_of_an_update_in_flight_waits_for_its_record()
    {
        _world.Journal.Hold.Add("append");
        var first = _world.Submit(Add("a"));
        var again = _world.Submit(Add("a"));
        Assert.Equal("waits", Short(again));
        _world.Answer("append");
        Assert.Equal(("Applied(1)", "Duplicate(1)"), (Short(first), Short(again)));
        Assert.Single(_world.Records);
    }

    [Fact]
    public void A_duplicate_of_a_durable_update_asks_nobody()
    {
        _world.Receipts(Add("a"));
        _world.Journal.Calls.Clear();
        Assert.Equal("Duplicate(1)", _world.Receipts(Add("a")));
        Assert.Empty(_world.Journal.Calls);
    }

    [Fact]
    public void A_refusal_is_given_only_after_the_head_is_confirmed()
    {
        _world.Journal.Hold.Add("confirm");
        var call = _world.Submit(Take("a", 5));
        Assert.Equal("waits", Short(call));
        _world.Answer("confirm");
        Assert.Equal("Rejected", Short(call));
        Assert.Empty(_world.Records);
    }

    [Fact]
    public void A_refusal_on_an_outdated_head_is_not_given()
    {
        _world.Receipts(Add("a"));
        _world.WriteForeign();
        Assert.Equal("RetryLater", _world.Receipts(Take("b", 50)));
        Assert.Equal("Applied(3)", _world.Receipts(Take("b", 50)));
    }

    [Fact]
    public void Another_content_under_a_known_identity_is_held_for_the_operator()
    {
        _world.Receipts(Add("a", 5));
        Assert.Equal("Held(2)", _world.Receipts(Add("a", 6)));
        Assert.Equal("Duplicate(2) Duplicate(1)", _world.Receipts(Add("a", 6), Add("a", 5)));
        Assert.Equal(5, _world.Sum);
        Assert.Equal(ErrorCodes.IdentityConflict.Code, Assert.Single(_world.View.Held).Reason.Code);
    }

    [Fact]
    public void A_call_without_updates_has_no_receipts() => Assert.Equal("", _world.Receipts());
}

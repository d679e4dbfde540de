using Sync.Grains.Tests.Fakes;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>What callers are told when the journal fails, one failure at a time. All of them together: <see cref="EveryOrderTests"/>.</summary>
public sealed class FailureTests
{
    private readonly CounterWorld _world = new();

    [Fact]
    public void Retry_later_means_that_nothing_changed()
    {
        _world.Journal.Fail("append", Outcome.Unavailable);
        Assert.Equal("RetryLater RetryLater", _world.Receipts(Add("a"), Add("b")));
        Assert.Empty(_world.Records);
        Assert.Equal("Applied(1) Applied(2)", _world.Receipts(Add("a"), Add("b")));
    }

    [Theory]
    [InlineData(false, "Applied(1)")]
    [InlineData(true, "Duplicate(1)")]
    public void After_an_unknown_outcome_the_retry_tells_the_truth(bool durable, string truth)
    {
        _world.Journal.Fail("append", durable ? Outcome.LostButDurable : Outcome.Lost);
        Assert.Equal("OutcomeUnknownException", Short(_world.Submit(Add("a"))));
        Assert.Equal(truth, _world.Receipts(Add("a")));
        Assert.Equal(1, _world.Sum);
    }

    [Theory]
    [InlineData(false, "Duplicate(1)")]
    [InlineData(true, "OutcomeUnknownException")]
    public void A_duplicate_of_an_update_whose_outcome_is_unknown_is_told_so_until_it_is_known(bool loadingTakesTime, string answer)
    {
        _world.Journal.Hold.Add("append");
        if (loadingTakesTime) _world.Journal.Hold.Add("load");
        _ = _world.Submit(Add("a"));
        while (_world.Journal.Waiting.RemoveAll(call => Ended(call, "load")) > 0) _world.Turns.Run();
        var again = _world.Submit(Add("a"));
        _world.Answer("append", Outcome.LostButDurable);
        Assert.Equal(answer, Short(again));
    }

    [Fact]
    public void A_durable_duplicate_is_a_duplicate_also_where_its_neighbours_fail()
    {
        _world.Receipts(Add("a"));
        _world.Journal.Fail("append", Outcome.Unavailable);
        Assert.Equal("Duplicate(1) RetryLater", _world.Receipts(Add("a"), Add("b")));
    }

    [Fact]
    public void When_the_queue_is_full_what_is_queued_goes_on_and_nothing_read_goes_back()
    {
        _world.Journal.Hold.Add("append");
        var first = _world.Submit(Add("a"));
        _world.Journal.IsBusy = true;
        Assert.Equal("RetryLater", _world.Receipts(Add("b")));
        _world.Journal.IsBusy = false;

        // The next call needs the entity again while the first is still on its way.
        _world.Journal.Hold.Add("load");
        var third = _world.Submit(Add("c"));
        _world.Answer("append");
        Assert.Equal(("Applied(1)", 1L), (Short(first), _world.View.Version));
        while (_world.Journal.Waiting.Count > 0) _world.Answer(_world.Journal.Waiting[0].Name);
        Assert.Equal(("Applied(2)", 2L), (Short(third), _world.View.Version));
    }

    [Fact]
    public void A_call_does_not_go_on_behind_an_update_of_its_own_that_failed()
    {
        // A look-up parts this call in two. The first part fails while the second has not been decided.
        _world.Receipts(HistoryTests.Batch("a", 200));
        _world.Journal.Hold.UnionWith(["append", "find"]);
        var call = _world.Submit(Add("b", 1000), Add("a0"), Take("c", 1000));
        _world.Answer("append", Outcome.Unavailable);
        _world.Journal.Hold.Clear();
        while (_world.Journal.Waiting.Count > 0) _world.Answer(_world.Journal.Waiting[0].Name);
        Assert.Equal("RetryLater RetryLater RetryLater", Short(call));
        Assert.Equal("Applied(201) Duplicate(1) Applied(202)", _world.Receipts(Add("b", 1000), Add("a0"), Take("c", 1000)));
    }

    [Fact]
    public void A_store_that_cannot_be_read_changes_nothing()
    {
        _world.Journal.Fail("load", Outcome.Unavailable);
        Assert.Equal("RetryLater", _world.Receipts(Add("a")));
        Assert.Equal("Applied(1)", _world.Receipts(Add("a")));
    }

    [Fact]
    public void A_mistake_in_the_code_hurts_its_own_call_only()
    {
        _world.Receipts(Add("a"));
        Assert.Equal("InvalidOperationException", Short(_world.Submit(Add("b"), Mistake("m"))));
        Assert.Equal(1, _world.View.Version);
        Assert.Equal("Applied(2)", _world.Receipts(Add("c")));
        Assert.Equal(2, _world.Sum);
    }

    [Fact]
    public void A_mistake_in_the_code_does_not_hurt_a_call_in_flight()
    {
        _world.Journal.Hold.Add("append");
        var good = _world.Submit(Add("a"));
        _ = _world.Submit(Mistake("m"));
        var next = _world.Submit(Add("b"));
        while (_world.Journal.Waiting.Count > 0) _world.Answer(_world.Journal.Waiting[0].Name);
        Assert.Equal(("Applied(1)", "Applied(2)"), (Short(good), Short(next)));
    }

    private static bool Ended(FakeCall call, string name)
    {
        if (call.Name == name) call.Answer(Outcome.Done);
        return call.Name == name;
    }
}

using Sync.Contracts;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>Memory is bounded; what has left it is asked for.</summary>
public sealed class HistoryTests
{
    private readonly CounterWorld _world = new(snapshotEvery: 100);

    [Fact]
    public void A_duplicate_that_left_the_memory_is_found_in_the_journal()
    {
        _world.Receipts(Batch("a", 200));
        Assert.Equal("Duplicate(1)", _world.Receipts(Add("a0")));
        Assert.Contains("find", _world.Journal.Calls);
        Assert.Equal(200, _world.Sum);
    }

    [Fact]
    public void A_batch_that_is_sent_again_is_looked_up_at_once_and_not_one_by_one()
    {
        _world.Receipts(Batch("a", 1000));
        _world.Journal.Calls.Clear();
        var again = _world.Receipts(Batch("a", 1000));
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 1000).Select(v => $"Duplicate({v})")), again);
        Assert.InRange(_world.Journal.Calls.Count(c => c == "find"), 1, 4);
    }

    [Fact]
    public void A_duplicate_that_left_the_memory_before_it_was_durable_is_not_applied_twice()
    {
        _world.Journal.Hold.Add("append");
        var first = _world.Submit(Batch("a", 200));
        var again = _world.Submit(Add("a0"));
        _world.Journal.Hold.Clear();
        while (_world.Journal.Waiting.Count > 0) _world.Answer("append");
        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal("Duplicate(1)", Short(again));
        Assert.Equal(200, _world.Sum);
    }

    [Fact]
    public void A_look_up_does_not_wait_for_what_is_on_its_way()
    {
        _world.Receipts(Batch("a", 200));
        var id = AnUnknownIdThatLooksKnown();
        _world.Journal.Hold.Clear();
        _world.Journal.Hold.Add("append");
        var first = _world.Submit(Add("b"));
        _world.Journal.Calls.Clear();
        var second = _world.Submit(Add(id), Add("a0"));
        Assert.Contains("find", _world.Journal.Calls);
        Assert.False(first.IsCompleted || second.IsCompleted);
        _world.Journal.Hold.Clear();
        while (_world.Journal.Waiting.Count > 0) _world.Answer("append");
        Assert.Equal("Applied(201)", Short(first));
        Assert.Equal("Applied(202) Duplicate(1)", Short(second));
    }

    [Fact]
    public void A_duplicate_that_comes_and_leaves_the_memory_during_a_look_up_is_not_applied_twice()
    {
        _world.Receipts(Batch("a", 200));
        _world.Journal.Hold.Add("find");

        // Two calls ask for an identity that only looks as if it were known. One is answered, and much happens before the other is.
        var id = AnUnknownIdThatLooksKnown();
        var (first, second) = (_world.Submit(Add(id)), _world.Submit(Add(id)));
        Assert.Equal(2, _world.Journal.Waiting.Count);
        _world.Answer("find");
        Assert.Equal("Applied(201)", Short(first));
        _world.Journal.Hold.Clear();
        _world.Receipts(Batch("b", 200));
        while (_world.Journal.Waiting.Count > 0) _world.Answer("find");
        Assert.Equal("Duplicate(201)", Short(second));
    }

    [Fact]
    public void A_decision_that_needs_what_was_forgotten_is_made_on_the_whole_history()
    {
        _world.Receipts(Add("x", 7));
        _world.Receipts(Batch("a", 200));
        _world.Restart();
        Assert.Equal("Applied(202)", _world.Receipts(Undo("u", "x")));
        Assert.Equal(200, _world.Sum);
        Assert.Equal(200, _world.View.State.Sum);
    }

    [Fact]
    public void The_whole_history_is_read_while_other_calls_are_in_flight()
    {
        _world.Receipts(Add("x", 7));
        _world.Receipts(Batch("a", 200));
        _world.Restart();
        _world.Journal.Hold.Add("append");
        var before = _world.Submit(Add("b"));
        var undo = _world.Submit(Undo("u", "x"), Take("t", 1));
        var meanwhile = _world.Submit(Add("c"));
        while (_world.Journal.Waiting.Count > 0) _world.Answer(_world.Journal.Waiting[0].Name);
        Assert.All([before, undo, meanwhile], c => Assert.All(c.Result, r => Assert.IsType<Receipt.Applied>(r)));
        Assert.Equal(201, _world.Sum);
    }

    [Fact]
    public void A_fact_that_comes_before_its_cause_is_held_and_applied_with_it()
    {
        Assert.Equal("Held(1)", _world.Receipts(Undo("u", "x")));
        Assert.Equal("Applied(2)", _world.Receipts(Add("x", 7)));
        Assert.Equal((3L, 0m), (_world.View.Version, _world.View.State.Sum));
        Assert.Empty(_world.View.Held);
        Assert.Equal("Duplicate(3)", _world.Receipts(Undo("u", "x")));
    }

    internal static Update[] Batch(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => Add(prefix + i))];

    private string AnUnknownIdThatLooksKnown()
    {
        _world.Journal.Hold.Remove("find");
        _world.Journal.Hold.Add("find");
        for (var i = 0; ; i++)
        {
            var probe = new CounterWorld(snapshotEvery: 10_000);
            probe.Receipts(Batch("a", 200));
            probe.Journal.Calls.Clear();
            for (var end = i + 500; i < end; i++)
            {
                probe.Journal.Calls.Clear();
                probe.Receipts(Take("probe" + i, 1_000_000));
                if (probe.Journal.Calls.Contains("find")) return "probe" + i;
            }
        }
    }
}

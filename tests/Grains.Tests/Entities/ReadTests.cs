using Sync.Grains.Tests.Fakes;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>What readers are told.</summary>
public sealed class ReadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly CounterWorld _world = new();

    [Fact]
    public void A_version_that_is_there_is_read_at_once()
    {
        _world.Receipts(Add("a"));
        Assert.Equal(1, _world.Turns.Result(() => _world.Core.ReadAtLeastAsync(1, Patience))!.Version);
    }

    [Fact]
    public void A_version_that_comes_in_time_is_waited_for()
    {
        _world.Journal.Hold.Add("append");
        _ = _world.Submit(Add("a"));
        var read = _world.Turns.Start(() => _world.Core.ReadAtLeastAsync(1, Patience));
        Assert.False(read.IsCompleted);
        _world.Answer("append");
        Assert.Equal(1, _world.Turns.Until(read)!.Version);
    }

    [Fact]
    public void A_version_that_does_not_come_is_waited_for_no_longer_than_said()
    {
        var read = _world.Turns.Start(() => _world.Core.ReadAtLeastAsync(1, Patience));
        _world.Clock.Advance(Patience - TimeSpan.FromMilliseconds(1));
        _world.Turns.Run();
        Assert.False(read.IsCompleted);
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_world.Turns.Until(read));
        Assert.Equal("Applied(1)", _world.Receipts(Add("a")));
    }

    [Fact]
    public void Readers_of_different_versions_each_wait_for_their_own()
    {
        var first = _world.Turns.Start(() => _world.Core.ReadAtLeastAsync(1, Patience));
        var second = _world.Turns.Start(() => _world.Core.ReadAtLeastAsync(2, Patience));
        _world.Receipts(Add("a"));
        Assert.Equal(1, _world.Turns.Until(first)!.Version);
        Assert.False(second.IsCompleted);
        _world.Receipts(Add("b"));
        Assert.Equal(2, _world.Turns.Until(second)!.Version);
    }

    [Fact]
    public void Readers_go_on_seeing_what_is_committed_while_the_store_is_away()
    {
        _world.Receipts(Add("a", 5));
        _world.Journal.Fail("append", Outcome.Unavailable);
        _world.Journal.Fail("load", [.. Enumerable.Repeat(Outcome.Unavailable, 10)]);
        Assert.Equal("RetryLater", _world.Receipts(Add("b")));
        Assert.Equal(5, _world.View.State.Sum);
    }

    [Fact]
    public void A_record_whose_answer_was_lost_is_seen_without_another_update()
    {
        _world.Receipts(Add("a", 5));
        _world.Journal.Fail("append", Outcome.LostButDurable);
        Assert.Equal("OutcomeUnknownException", Short(_world.Submit(Add("b", 6))));
        Assert.Equal(11, _world.View.State.Sum);
        Assert.Equal(2, _world.Turns.Result(() => _world.Core.ReadAtLeastAsync(2, Patience))!.Version);
    }
}

using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>Two activations of one entity, as a partition of the cluster can make them.</summary>
public sealed class StaleActivationTests
{
    private readonly CounterWorld _world = new();

    [Fact]
    public void Of_two_activations_exactly_one_commits_and_the_other_reloads()
    {
        var other = _world.NewCore();
        _world.Receipts(Add("a"));
        Assert.Equal("Applied(2)", Short(_world.Turns.Start(() => other.SubmitAsync([Add("b")]))));
        Assert.Equal("RetryLater", _world.Receipts(Add("c")));
        Assert.Equal("Applied(3)", _world.Receipts(Add("c")));
        Assert.Equal("RetryLater", Short(_world.Turns.Start(() => other.SubmitAsync([Add("d")]))));
        Assert.Equal("Applied(4)", Short(_world.Turns.Start(() => other.SubmitAsync([Add("d")]))));
        Assert.Equal(4, _world.Sum);
    }

    [Fact]
    public void The_same_update_at_both_is_applied_once()
    {
        var other = _world.NewCore();
        _world.Turns.Result(other.ReadAsync);
        _world.Receipts(Add("a"));
        Assert.Equal("RetryLater", Short(_world.Turns.Start(() => other.SubmitAsync([Add("a")]))));
        Assert.Equal("Duplicate(1)", Short(_world.Turns.Start(() => other.SubmitAsync([Add("a")]))));
        Assert.Single(_world.Records);
    }

    [Fact]
    public void Everything_decided_on_the_lost_record_is_dropped_with_it()
    {
        _world.Journal.Hold.Add("append");
        var calls = new[] { _world.Submit(Add("a")), _world.Submit(Add("b"), Add("c")), _world.Submit(Add("a")) };
        _world.WriteForeign();
        _world.Answer("append");
        Assert.All(calls, c => Assert.DoesNotContain("Applied", Short(c)));
        Assert.Equal(100, _world.Sum);
        Assert.Equal(100, _world.View.State.Sum);
    }
}

using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Grains.Entities;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>A preview decides on what is durable, tells the effect, and leaves no trace.</summary>
public sealed class PreviewTests
{
    private readonly CounterWorld _world = new(snapshotEvery: 10);

    [Fact]
    public void It_tells_the_effect_and_writes_nothing()
    {
        Assert.Equal("Applied(1) Held(2)", _world.Receipts(Add("a"), Undo("u", "later")));
        var (before, after, step) = Preview(new ControlUpdate.Discard(new UpdateId("/test", 0, "u"), "mistake", "ada"));
        Assert.Equal((2, 1, 3, 0), (before.Version, before.Held.Length, after.Version, after.Held.Length));
        Assert.IsType<Receipt.Applied>(step.Receipt);
        Assert.Equal((2, 2, 1), (_world.Records.Count, _world.View.Version, _world.View.Held.Length));
        Assert.Equal("Applied(3)", _world.Receipts(Add("b")));
    }

    [Fact]
    public void It_folds_the_whole_history_where_that_is_needed()
    {
        _world.Receipts([Add("old", 5), Undo("u", "later"), .. HistoryTests.Batch("a", 20)]);
        Assert.NotNull(_world.Journal.SnapshotOf(Key));
        var (_, after, step) = Preview(new ControlUpdate.Fix(new UpdateId("/test", 0, "u"), UpdateJson.Write(Undo("u", "old")), "wrong number", "ada"));
        Assert.Equal((2, 20), (step.Records.Length, after.State.Sum));
        Assert.Equal((22, 25), (_world.Records.Count, _world.View.State.Sum));
    }

    [Fact]
    public void A_refused_action_is_refused_and_nothing_else()
    {
        _world.Receipts(Add("a"));
        var (before, after, step) = Preview(new ControlUpdate.Discard(new UpdateId("/test", 0, "x"), "why", "ada"));
        Assert.Equal(ErrorCodes.HeldUnknown.Code, Assert.IsType<Receipt.Rejected>(step.Receipt).Reason.Code);
        Assert.Equal(before.Version, after.Version);
    }

    private (EntityView<Counter.State> Before, EntityView<Counter.State> After, Step.Decided Step) Preview(ControlUpdate action) =>
        _world.Turns.Result(() => new EntityPreview<Counter.State>(new EntityKernel<Counter.State>(new Counter()), _world.Services).OfAsync(Key, Of("preview", action)));
}

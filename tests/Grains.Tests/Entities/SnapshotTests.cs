using Sync.Domain.Kernel;
using Sync.Grains.Tests.Fakes;
using static Sync.Grains.Tests.Entities.CounterWorld;
using static Sync.Grains.Tests.Entities.HistoryTests;

namespace Sync.Grains.Tests.Entities;

/// <summary>Snapshots make loading short and change no answer.</summary>
public sealed class SnapshotTests
{
    private readonly CounterWorld _world = new(snapshotEvery: 100);

    [Fact]
    public void A_snapshot_is_taken_every_so_many_records()
    {
        _world.Receipts(Batch("a", 99));
        Assert.Null(_world.Journal.SnapshotOf(Key));
        _world.Receipts(Add("b"));
        Assert.Equal(100, _world.Journal.SnapshotOf(Key)!.Version);
        _world.Receipts(Batch("c", 99));
        Assert.Equal(100, _world.Journal.SnapshotOf(Key)!.Version);
        _world.Receipts(Add("d"));
        Assert.Equal(200, _world.Journal.SnapshotOf(Key)!.Version);
    }

    [Fact]
    public void A_snapshot_is_taken_also_while_calls_never_stop_coming()
    {
        _world.Journal.Hold.Add("append");
        _ = _world.Submit(Add("first"));
        for (var i = 0; i < 150; i++)
        {
            _ = _world.Submit(Add("a" + i));
            _world.Answer("append");
        }

        Assert.NotNull(_world.Journal.SnapshotOf(Key));
        Assert.InRange(_world.Journal.SnapshotOf(Key)!.Version, 100, 150);
    }

    [Fact]
    public void No_snapshot_is_handed_over_of_what_is_not_durable()
    {
        _world.Journal.Hold.Add("append");
        _ = _world.Submit(Batch("a", 150));
        Assert.Null(_world.Journal.SnapshotOf(Key));
        _world.Answer("append", Outcome.Unavailable);
        Assert.Null(_world.Journal.SnapshotOf(Key));
    }

    [Fact]
    public void An_entity_from_a_snapshot_answers_like_one_from_its_records()
    {
        _world.Receipts([.. Batch("a", 150), Undo("u", "later")]);
        _world.Receipts(Batch("b", 20));
        _world.Restart();
        Assert.Equal((171L, 170m), (_world.View.Version, _world.View.State.Sum));
        Assert.Equal("u", Assert.Single(_world.View.Held).Update.Id.MessageId);
        Assert.Equal("Duplicate(1) Duplicate(160) Duplicate(151)", _world.Receipts(Add("a0"), Add("b8"), Undo("u", "later")));
        Assert.Equal("Applied(172)", _world.Receipts(Add("later", 3)));
        Assert.Equal(170, _world.View.State.Sum);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_snapshot_that_this_build_cannot_read_is_passed_over(bool otherSchema)
    {
        _world.Receipts(Batch("a", 150));
        var snapshot = _world.Journal.SnapshotOf(Key)!;
        _world.Journal.SaveSnapshot(otherSchema
            ? snapshot with { Schema = 99 }
            : snapshot with { Body = "{\"state\":{\"sum\":\"many\"}}"u8.ToArray() });
        _world.Restart();
        Assert.Equal((150L, 150m), (_world.View.Version, _world.View.State.Sum));
        Assert.Equal("Duplicate(1) Applied(151)", _world.Receipts(Add("a0"), Add("b")));
    }

    [Fact]
    public void An_activation_that_ends_hands_over_what_it_knows()
    {
        _world.Receipts(Batch("a", 20));
        _world.Core.SaveSnapshot(atLeast: 50);
        Assert.Null(_world.Journal.SnapshotOf(Key));
        _world.Core.SaveSnapshot(atLeast: 10);
        Assert.Equal(20, _world.Journal.SnapshotOf(Key)!.Version);
    }

    [Fact]
    public void A_snapshot_names_the_record_that_it_ends_with()
    {
        _world.Receipts(Batch("a", 130));
        var snapshot = _world.Journal.SnapshotOf(Key)!;
        Assert.Equal(_world.Records[(int)snapshot.Version - 1].Hash, snapshot.Hash);
        Assert.Equal(EntityReplay.SnapshotSchema(new Counter()), snapshot.Schema);
    }
}

using Sync.Domain.Kernel;
using Sync.Grains.Entities;
using Sync.Journal;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>An entity is rebuilt while its old records leave the journal.</summary>
public sealed class ArchivedLoadTests
{
    private readonly CounterWorld _world = new();
    private readonly Counter _model = new();

    [Theory]
    [InlineData(2500)]
    [InlineData(3100)]
    public void Records_that_leave_between_two_pages_are_not_left_out(int archived)
    {
        _world.Receipts([.. Enumerable.Range(1, 4200).Select(static i => Add($"a{i}"))]);
        _world.Journal.Hold.Add("read");
        var load = _world.Turns.Start(() => new EntityLoader<Counter.State>(_model, _world.Journal).FoldWholeAsync(Key));
        Archive(archived);
        while (!load.IsCompleted) _world.Answer("read");
        var head = Fakes.Turns.Finish(load).Head;
        Assert.Equal((4200, 4200m), (head.Version, head.View.State.Sum));
        Assert.Equal(_world.Records[^1].Hash, head.Hash);
    }

    [Fact]
    public void An_archived_state_that_this_build_cannot_read_is_not_passed_over()
    {
        _world.Receipts([.. Enumerable.Range(1, 3).Select(static i => Add($"a{i}"))]);
        Archive(2);
        var state = _world.Journal.Archive[Key];
        _world.Journal.Archive[Key] = state with { Schema = 7 };
        var load = _world.Turns.Start(() => new EntityLoader<Counter.State>(_model, _world.Journal).FoldWholeAsync(Key));
        Assert.Contains("format 7", Assert.IsType<JournalCorruptException>(load.Exception!.InnerException).Message, StringComparison.Ordinal);
    }

    private void Archive(int version)
    {
        var head = EntityReplay.Start(_model, Key);
        EntityReplay.Fold(_model, head, _world.Records.Take(version));
        _world.Journal.Archive[Key] = new Snapshot(Key, version, head.Hash, EntityReplay.SnapshotSchema(_model), EntityReplay.Save(_model, head));
    }
}

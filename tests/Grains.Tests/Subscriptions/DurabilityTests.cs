using Sync.Contracts;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>What a subscription keeps, and what it does when that cannot be stored.</summary>
public sealed class DurabilityTests : IDisposable
{
    private static readonly TimeSpan Save = TimeSpan.FromSeconds(1);
    private readonly SubscriberWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void After_a_crash_what_was_not_saved_is_sent_again_under_the_same_ids_and_nothing_is_lost()
    {
        _world.Start();
        _world.Commit(0, 1);
        _world.Pass(Save);
        _world.Commit(0, 1);
        _world.Sender.Answer = _ => null;
        _world.Commit(0);
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        _world.Crash();
        Assert.Equal(Sequence((0, 1), (1, 1), (0, 2), (1, 2), (0, 2), (0, 3), (1, 2)).Order(), _world.Sender.Confirmed.Order());
        Assert.Equal(Sequence((0, 1), (0, 2), (0, 2), (0, 3)), _world.Sender.Confirmed.Where(c => c.StartsWith(_world.Key(0).ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_saved_is_not_sent_again()
    {
        _world.Start();
        _world.Commit(0, 1, 0);
        _world.Pass(Save);
        _world.Crash();
        Assert.Equal(3, _world.Sender.Attempts.Count);
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void An_orderly_end_saves_how_far_it_came()
    {
        _world.Start();
        _world.Commit(0, 1);
        _world.Stop();
        _world.Crash();
        Assert.Equal(2, _world.Sender.Attempts.Count);
    }

    [Fact]
    public void Nothing_is_written_while_nothing_moves()
    {
        _world.Start();
        _world.Commit(0);
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        var writes = _world.Writes;
        _world.PassSlowly(TimeSpan.FromMinutes(10));
        Assert.Equal(writes, _world.Writes);
    }

    [Fact]
    public void One_write_is_under_way_at_a_time_and_the_next_takes_everything_that_changed_meanwhile()
    {
        var underWay = 0;
        var most = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Write = async () =>
        {
            most = Math.Max(most, ++underWay);
            await gate.Task;
            underWay--;
        };
        _world.Sender.Answer = _ => new DeliveryOutcome.Refused("no");
        _world.Start();
        _world.Commit(0, 1, 2, 3);
        var change = _world.World.Turns.Start(() => _world.Subscriber.ChangeAsync(_world.Subscriber.Profile with { TimeoutSeconds = 30 }));
        _world.Pass(Save);
        Assert.Equal(1, underWay);
        gate.SetResult();
        _world.World.Turns.Run();
        Turns.Finish(change);
        Assert.Equal((1, 2, 4, 30), (most, _world.Writes, _world.Stored.Parked.Count, _world.Stored.Profile!.TimeoutSeconds));
    }

    [Fact]
    public void A_subscription_whose_state_cannot_be_stored_sends_no_more_and_loses_nothing()
    {
        _world.Sender.Answer = c => c.Entity == _world.Key(0) ? new DeliveryOutcome.Refused("no") : new DeliveryOutcome.Confirmed();
        _world.Start();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Write = () => gate.Task;
        _world.Commit(0);
        _world.Commit(0);
        gate.SetException(new TimeoutException("the state could not be stored"));
        _world.World.Turns.Run();
        _world.Write = null;
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        _world.Commit(0, 1);
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        _world.Stop();
        Assert.DoesNotContain(_world.Change(1, 1), _world.Sender.Confirmed);
        _world.Crash();
        Assert.Equal(Sequence((0, 1), (0, 2), (0, 3), (1, 1)).Order(), _world.Sender.Confirmed.Order());
    }

    [Fact]
    public void What_a_target_answers_after_the_end_changes_nothing()
    {
        _world.Sender.Answer = _ => null;
        _world.Start();
        _world.Commit(0);
        var answer = _world.Sender.Waiting[_world.Change(0, 1)];
        _world.Stop();
        var writes = _world.Writes;
        answer.TrySetResult(new DeliveryOutcome.Refused("no"));
        _world.World.Turns.Run();
        _world.Offer();
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        Assert.Equal((writes, 0), (_world.Writes, _world.Stored.Parked.Count));
    }

    [Fact]
    public void What_was_written_is_not_touched_any_more()
    {
        _world.Sender.Answer = _ => new DeliveryOutcome.Refused("no");
        _world.Start();
        _world.Commit(0);
        var image = _world.Stored;
        var cursors = image.Cursors.ToArray();
        _world.Commit(1);
        _world.Pass(Save);
        Assert.Single(image.Parked);
        Assert.Equal(cursors, image.Cursors);
        Assert.NotSame(image, _world.Stored);
    }

    private string[] Sequence(params ReadOnlySpan<(int Key, int Version)> changes)
    {
        var ids = new List<string>();
        foreach (var (key, version) in changes) ids.Add(_world.Change(key, version));
        return [.. ids];
    }
}

using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

/// <summary>How a consumer joins on to the lanes, one case at a time. All of them together: <see cref="FollowerPropertyTests"/>.</summary>
public sealed class FollowerTests : IDisposable
{
    private readonly FeedWorld _world = new();
    private readonly List<string> _taken = [];
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _world.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public void What_was_committed_before_it_began_is_read_without_any_offer()
    {
        _world.Commit(_world.Entity(0), 3);
        _world.Start();
        var follower = Follower();
        Assert.True(follower.HasGaps);
        Assert.False(follower.IsJoined);
        _world.Turns.Do(follower.CatchUp);
        Assert.Equal(3, _taken.Count);
        Assert.True(follower.IsJoined);
    }

    [Fact]
    public void What_is_in_memory_but_not_offered_is_read_by_a_consumer_that_begins_again()
    {
        _world.Start();
        _world.Commit(_world.Entity(0), 3);
        var follower = Follower();
        _world.Turns.Do(follower.CatchUp);
        Assert.Equal(3, _taken.Count);
    }

    [Fact]
    public void A_gap_found_while_another_is_read_is_read_too()
    {
        _world.Start();
        var follower = Follower();
        follower.StartAt(_world.Hub.Scanned);
        _world.Commit(_world.Entity(1));
        _world.Commit(_world.Entity(0));
        var head = _world.Hub.Scanned;

        // The hub is new and has nothing in memory, so that gaps are read from the store; that read is held.
        _world.RestartHub();
        var late = Follower();
        late.StartAt(default(FeedPosition));
        _world.Journal.Hold.Add("read-lane");
        _world.Turns.Do(() => late.Offer(Page(1, head)));
        _world.Turns.Do(() => late.Offer(Page(0, head)));
        _world.Journal.Hold.Clear();
        _world.Answer("read-lane");
        Assert.Equal(2, _taken.Count);
        Assert.False(late.HasGaps);
    }

    [Fact]
    public void A_read_that_failed_is_made_again_without_another_offer()
    {
        _world.Commit(_world.Entity(0));
        _world.Start();
        _world.Journal.Fail("read-lane", Outcome.Unavailable, Outcome.Unavailable);
        var follower = Follower();
        _world.Turns.Do(follower.CatchUp);
        Assert.Empty(_taken);
        Assert.Contains("cannot be reached", follower.LastError);
        _world.Pass(TimeSpan.FromSeconds(5));
        _world.Pass(TimeSpan.FromSeconds(5));
        Assert.Single(_taken);
        Assert.Null(follower.LastError);
    }

    [Fact]
    public void A_consumer_that_stopped_reads_no_more()
    {
        _world.Commit(_world.Entity(0));
        _world.Start();
        _world.Journal.Hold.Add("head");
        var follower = Follower();
        _world.Turns.Do(follower.CatchUp);
        _stop.Cancel();
        _world.Journal.Hold.Clear();
        _world.Answer("head");
        _world.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(_taken);
    }

    [Fact]
    public void A_lane_that_is_ahead_of_this_process_is_waited_for()
    {
        _world.Start();
        var follower = Follower();
        follower.StartAt(default(FeedPosition));
        _world.Journal.Hold.Add("scan-feed");
        _world.Commit(_world.Entity(0));
        var head = _world.Journal.Feed[^1].Position;
        _world.Turns.Do(() => follower.Offer(Page(0, head)));
        Assert.Empty(_taken);
        _world.Journal.Hold.Clear();
        _world.Answer("scan-feed");
        _world.Pass(TimeSpan.FromMilliseconds(20));
        Assert.Single(_taken);
    }

    [Fact]
    public void A_page_made_for_another_filter_is_not_believed()
    {
        _world.Start();
        var (one, other) = (_world.Entity(0, 0), _world.Entity(0, 1));
        var follower = Follower(new ChangeFilter(Items: [other.Id]));
        follower.StartAt(default(FeedPosition));
        _world.Commit(other);
        _world.Commit(one);
        var old = new ChangeFilter(Items: [one.Id]);
        _world.Turns.Do(() => follower.Offer(new FeedPage(0, default, _world.Hub.Scanned, [_world.Journal.Feed[1]], old.Mark())));
        Assert.Equal([$"{other}@1"], _taken);
    }

    [Fact]
    public void A_record_that_left_the_memory_untaken_makes_it_not_joined()
    {
        using var small = new FeedWorld(buffer: 3);
        small.Start();
        var follower = new FeedFollower(small.Hub, ChangeFilter.All, small.Clock, (_, r) => _taken.Add(r.Record.ChangeId), () => true, _stop.Token);
        follower.StartAt(default(FeedPosition));
        Assert.True(follower.IsJoined);
        small.Commit(small.Entity(0), 10);
        Assert.False(follower.IsJoined);
    }

    private static FeedPage Page(int lane, FeedPosition upTo) => new(lane, upTo, upTo, [], ChangeFilter.All.Mark());

    private FeedFollower Follower(ChangeFilter? filter = null) =>
        new(_world.Hub, filter ?? ChangeFilter.All, _world.Clock, (_, r) => _taken.Add(r.Record.ChangeId), () => true, _stop.Token);
}

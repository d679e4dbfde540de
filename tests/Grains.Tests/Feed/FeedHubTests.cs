using Sync.Contracts;
using Sync.Grains.Tests.Fakes;
using Sync.Journal;

namespace Sync.Grains.Tests.Feed;

/// <summary>The one scan of a process.</summary>
public sealed class FeedHubTests : IDisposable
{
    private readonly FeedWorld _world = new(buffer: 10, page: 100);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_starts_at_the_head_and_finds_what_came_before_in_the_store()
    {
        var entity = _world.Entity(0);
        _world.Commit(entity, 3);
        _world.Start();
        Assert.Equal(_world.Journal.Feed[^1].Position, _world.Hub.Scanned);
        Assert.Equal(3, Read(0, default).Records.Length);
        Assert.Contains("read-lane", _world.Journal.Calls);
    }

    [Fact]
    public void What_is_committed_later_is_read_from_memory()
    {
        var entity = _world.Entity(0);
        _world.Commit(entity, 3);
        _world.Start();
        var head = _world.Hub.Scanned;
        using var mark = _world.Hub.Mark(0, head);
        _world.Commit(entity, 2);
        var slice = Read(0, head);
        Assert.Equal([4L, 5L], slice.Records.Select(r => r.Record.Version));
        Assert.Equal(_world.Hub.Scanned, slice.UpTo);
        Assert.DoesNotContain("read-lane", _world.Journal.Calls);
    }

    [Fact]
    public void What_those_who_follow_have_taken_leaves_memory_with_the_next_look_and_is_found_in_the_store()
    {
        using var world = new FeedWorld();
        var entity = world.Entity(0);
        world.Start();
        var start = world.Hub.Scanned;
        using var mark = world.Hub.Mark(0, start);
        world.Commit(entity, 5);
        Assert.Equal(start, world.Hub.From(0));

        mark.Take(world.Journal.Feed[2].Position);
        world.Commit(entity);
        Assert.Equal(world.Journal.Feed[2].Position, world.Hub.From(0));
        Assert.Equal([4L, 5L, 6L], Read(world.Hub.From(0)));
        Assert.DoesNotContain("read-lane", world.Journal.Calls);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], Read(default));
        Assert.Contains("read-lane", world.Journal.Calls);

        IEnumerable<long> Read(FeedPosition after) => world.Turns.Result(() => world.Hub.ReadAsync(0, after, 100)).Records.Select(r => r.Record.Version);
    }

    [Fact]
    public void What_nobody_here_follows_does_not_stay()
    {
        using var world = new FeedWorld();
        world.Start();
        using var other = world.Hub.Mark(1, world.Hub.Scanned);
        world.Commit(world.Entity(0), 5);
        Assert.Equal(world.Hub.Scanned, world.Hub.From(0));
    }

    [Fact]
    public void Of_what_has_left_memory_it_stays_known_for_a_tenth_of_a_second_and_four_looks_that_it_was_there()
    {
        using var world = new FeedWorld();
        var entity = world.Entity(0);
        world.Start();
        var start = world.Hub.Scanned;
        world.Commit(entity, 5);
        var recorded = world.Clock.GetUtcNow();
        world.Pass(TimeSpan.FromMilliseconds(101));

        // Time alone is not enough: this process may have stood still.
        for (var look = 0; look < 3; look++) world.Commit(entity);
        Assert.Equal(world.Hub.Scanned, world.Hub.From(0));
        Assert.Equal(start, world.Hub.KnownFrom(0));
        Assert.Equal(recorded, world.Hub.OldestAfter(0, start, ChangeFilter.All));
        world.Commit(entity);
        Assert.Equal(world.Journal.Feed[4].Position, world.Hub.KnownFrom(0));

        // Nor are looks.
        for (var look = 0; look < 20; look++) world.Commit(entity);
        Assert.Equal(world.Journal.Feed[4].Position, world.Hub.KnownFrom(0));
    }

    [Fact]
    public void What_a_busy_reader_has_not_taken_waits_for_it_for_two_seconds()
    {
        using var world = new FeedWorld();
        var entity = world.Entity(0);
        world.Start();
        using var mark = world.Hub.Mark(0, world.Hub.Scanned);
        var start = world.Hub.Scanned;
        world.Commit(entity, 5);
        for (var look = 0; look < 4; look++) world.Commit(entity);
        world.Pass(TimeSpan.FromSeconds(2));
        world.Commit(entity);
        Assert.Equal(start, world.Hub.From(0));
        Assert.Equal(start, world.Hub.KnownFrom(0));

        world.Pass(TimeSpan.FromMilliseconds(1));
        world.Commit(entity);
        Assert.Equal(world.Journal.Feed[8].Position, world.Hub.From(0));
    }

    [Fact]
    public void What_a_reader_that_has_gone_did_not_take_does_not_stay()
    {
        using var world = new FeedWorld();
        var entity = world.Entity(0);
        world.Start();
        var mark = world.Hub.Mark(0, world.Hub.Scanned);
        world.Commit(entity, 5);
        mark.Dispose();
        world.Commit(entity);
        Assert.Equal(world.Hub.Scanned, world.Hub.From(0));
    }

    [Fact]
    public void A_commit_while_the_scan_is_under_way_is_not_missed()
    {
        _world.Start();
        _world.Journal.Hold.Add("scan-feed");
        var entity = _world.Entity(0);
        _world.Commit(entity);

        // The scan has read the first and is not told yet, when the second is committed.
        _world.Commit(entity);
        _world.Journal.Hold.Clear();
        _world.Answer("scan-feed");
        Assert.Equal(2, Read(0, default).Records.Length);
    }

    [Fact]
    public void A_commit_between_an_empty_scan_and_the_wait_is_not_missed()
    {
        _world.Journal.Hold.Add("scan-feed");
        _world.Start();
        _world.Commit(_world.Entity(0));
        _world.Journal.Hold.Clear();
        _world.Answer("scan-feed");
        Assert.Single(Read(0, default).Records);
    }

    [Fact]
    public void What_left_the_memory_is_read_from_the_store_and_joins_on()
    {
        _world.Start();
        var (one, other) = (_world.Entity(0), _world.Entity(1));
        for (var i = 0; i < 20; i++) _world.Commit(i % 3 == 0 ? other : one);
        var seen = new List<long>();
        for (FeedPosition after = default; ;)
        {
            var slice = Read(0, after, max: 4);
            seen.AddRange(slice.Records.Select(r => r.Record.Version));
            if (slice.UpTo == after) break;
            after = slice.UpTo;
        }

        Assert.Equal(Enumerable.Range(1, 13).Select(i => (long)i), seen);
        Assert.Contains("read-lane", _world.Journal.Calls);
    }

    [Fact]
    public void A_lane_is_told_how_far_was_scanned_also_where_the_store_says_less()
    {
        _world.Commit(_world.Entity(0));
        _world.Commit(_world.Entity(1));
        _world.Start();
        Assert.Equal(_world.Hub.Scanned, Read(0, default).UpTo);
    }

    [Fact]
    public void A_full_page_says_only_how_far_it_goes()
    {
        _world.Commit(_world.Entity(0), 5);
        _world.Start();
        Assert.Equal(_world.Journal.Feed[2].Position, Read(0, default, max: 3).UpTo);
        var before = _world.Hub.Scanned;
        _world.Commit(_world.Entity(0), 5);
        Assert.Equal(_world.Journal.Feed[7].Position, Read(0, before, max: 3).UpTo);
    }

    [Fact]
    public void A_record_above_the_horizon_waits_until_it_is_below()
    {
        _world.Start();
        _world.Journal.Horizon = 0;
        _world.Commit(_world.Entity(0));
        Assert.Empty(Read(0, default).Records);
        _world.Journal.Horizon = null;
        _world.Journal.Announce();
        _world.Turns.Run();
        Assert.Single(Read(0, default).Records);
    }

    [Fact]
    public void A_scan_that_failed_is_made_again()
    {
        _world.Start();
        _world.Journal.Fail("scan-feed", Outcome.Unavailable);
        _world.Commit(_world.Entity(0));
        Assert.Empty(Read(0, default).Records);
        _world.Journal.Announce();
        _world.Turns.Run();
        Assert.Single(Read(0, default).Records);
    }

    [Fact]
    public void A_head_that_could_not_be_read_is_read_again_and_readers_wait_for_it()
    {
        _world.Journal.Fail("head", Outcome.Unavailable);
        _world.Start();
        var read = _world.Turns.Start(() => _world.Hub.ReadAsync(0, default, 10));
        Assert.False(read.IsCompleted);
        _world.Commit(_world.Entity(0));
        Assert.Single(Turns.Finish(read).Records);
    }

    [Fact]
    public void A_lane_is_woken_by_its_own_records_only()
    {
        _world.Start();
        var woken = _world.Hub.WhenMovedBeyond(0, default);
        _world.Commit(_world.Entity(1));
        Assert.False(woken.IsCompleted);
        _world.Commit(_world.Entity(0));
        Assert.True(woken.IsCompleted);
        Assert.True(_world.Hub.WhenMovedBeyond(0, default).IsCompleted);
        Assert.False(_world.Hub.WhenMovedBeyond(0, _world.Hub.Scanned).IsCompleted);
    }

    [Fact]
    public void The_oldest_record_that_concerns_somebody_is_found_behind_those_that_do_not()
    {
        _world.Start();
        _world.Commit(_world.Entity(0, 0));
        var wanted = _world.Commit(_world.Entity(0, 1));
        var filter = new ChangeFilter(Items: [_world.Entity(0, 1).Id]);
        Assert.Equal(wanted.RecordedAt, _world.Hub.OldestAfter(0, default, filter));
        Assert.Null(_world.Hub.OldestAfter(0, _world.Hub.Scanned, filter));
    }

    private FeedSlice Read(int lane, FeedPosition after, int max = 100) => _world.Turns.Result(() => _world.Hub.ReadAsync(lane, after, max));
}

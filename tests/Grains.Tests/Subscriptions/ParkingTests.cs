using Sync.Contracts;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>A refused change parks its key, durably, and no other; an operator lets it go on.</summary>
public sealed class ParkingTests : IDisposable
{
    private static readonly DeliveryOutcome No = new DeliveryOutcome.Refused("422: no");
    private readonly SubscriberWorld _world = new();

    public ParkingTests()
    {
        _world.Sender.Answer = c => c.Entity == _world.Key(0) && c.Version >= 2 ? No : new DeliveryOutcome.Confirmed();
        _world.Start();
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_refused_change_parks_its_key_and_others_go_on()
    {
        _world.Commit(0, 0, 0, 1);
        var parked = Assert.Single(_world.Stored.Parked.Values);
        Assert.Equal((_world.Key(0), 2L, "422: no"), (parked.Entity, parked.FromVersion, parked.Reason));
        _world.Commit(0, 1);
        Assert.Equal([_world.Change(0, 1), _world.Change(1, 1), _world.Change(1, 2)], _world.Sender.Confirmed);
        Assert.Single(_world.Sender.Attempts, a => a == _world.Change(0, 2));
        Assert.Equal(0, _world.Status.Pending);
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void A_refusal_opens_a_case_about_the_key_that_survives_a_crash_before_it_was_told()
    {
        _world.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("busy"));
        _world.Commit(0, 0);
        _world.Router.Submitted.Clear();
        _world.Router.Verdict = u => new Receipt.Applied(u.Id, 1, []);
        _world.Crash();
        var open = Assert.IsType<CaseUpdate.Open>(Assert.Single(_world.Router.Submitted).Payload);
        Assert.Equal((ErrorCodes.DeliveryRefused.Code, _world.Key(0)), (open.Reason.Code, open.About));
        var first = _world.Router.Submitted[0];
        _world.Crash();
        Assert.Equal(first, _world.Router.Submitted[^1]);
    }

    [Fact]
    public void A_router_that_is_away_stops_no_delivery()
    {
        _world.Router.Verdict = _ => throw new TimeoutException();
        _world.Commit(0, 0, 1);
        _world.Commit(1);
        Assert.Equal([_world.Change(0, 1), _world.Change(1, 1), _world.Change(1, 2)], _world.Sender.Confirmed);
    }

    [Fact]
    public void A_parked_key_stays_parked_after_a_crash()
    {
        _world.Commit(0, 0);
        _world.Crash();
        _world.Commit(0);
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        Assert.Single(_world.Sender.Attempts, a => a == _world.Change(0, 2));
        Assert.DoesNotContain(_world.Change(0, 3), _world.Sender.Attempts);
    }

    [Fact]
    public void A_resumed_key_is_sent_in_order_from_the_refused_change_and_then_goes_on_by_itself()
    {
        _world.Commit(0, 0, 0, 0);
        Accept();
        Assert.Equal(1, Resume(_world.Key(0)));
        _world.Commit(0);
        Assert.Equal([.. Enumerable.Range(1, 5).Select(v => _world.Change(0, v))], _world.Sender.Confirmed);
        Assert.Empty(_world.Status.Parked);
        _world.PassSlowly(TimeSpan.FromSeconds(2));
        Assert.Empty(_world.Stored.Parked);
        _world.Crash();
        Assert.Equal(5, _world.Sender.Confirmed.Count);
    }

    [Fact]
    public void Changes_that_come_while_a_key_is_sent_again_are_neither_lost_nor_sent_twice()
    {
        _world.Commit(0, 0, 0);
        _world.Sender.Answer = _ => null;
        Resume(null);
        _world.Commit(0);
        _world.Confirm(_world.Change(0, 2));

        // The journal has this one, the lanes have not offered it yet.
        _world.World.Commit(_world.Key(0));
        _world.Confirm(_world.Change(0, 3));
        _world.Confirm(_world.Change(0, 4));
        _world.Confirm(_world.Change(0, 5));
        Assert.Empty(_world.Status.Parked);
        _world.Offer();
        _world.Commit(0);
        Assert.Equal([_world.Change(0, 6)], _world.Sender.Waiting.Keys);
        _world.Confirm(_world.Change(0, 6));
        Assert.Equal([.. Enumerable.Range(1, 6).Select(v => _world.Change(0, v))], _world.Sender.Confirmed);
    }

    [Fact]
    public void A_change_that_the_feed_brings_while_the_last_page_is_read_is_not_lost()
    {
        _world.Commit(0, 0);
        Accept();
        _world.World.Journal.Hold.Add("read");
        Resume(null);
        _world.World.Answer("read");

        // The page after the last was read before this one was committed, and is answered after the feed has brought it.
        _world.Commit(0);
        _world.World.Journal.Hold.Clear();
        _world.World.Answer("read");
        Assert.Equal([_world.Change(0, 1), _world.Change(0, 2), _world.Change(0, 3)], _world.Sender.Confirmed);
        Assert.Empty(_world.Status.Parked);
    }

    [Fact]
    public void A_key_that_is_refused_again_is_parked_again_at_that_change()
    {
        _world.Commit(0, 0, 0);
        _world.Sender.Answer = c => c.Version == 3 ? No : new DeliveryOutcome.Confirmed();
        Resume(null);
        Assert.Equal(3, Assert.Single(_world.Stored.Parked.Values).FromVersion);
        Assert.Equal(2, _world.Router.Submitted.Count);
        Accept();
        Assert.Equal(1, Resume(null));
        Assert.Equal([_world.Change(0, 1), _world.Change(0, 2), _world.Change(0, 3)], _world.Sender.Confirmed);
    }

    [Fact]
    public void A_key_that_is_being_sent_again_is_not_resumed_a_second_time()
    {
        _world.Commit(0, 0, 0);
        _world.Sender.Answer = _ => null;
        Assert.Equal((1, 0, 0), (Resume(null), Resume(null), Resume(_world.Key(0))));
        Assert.Single(_world.Sender.Waiting);
    }

    [Fact]
    public void A_resumed_key_waits_out_a_target_that_is_away()
    {
        _world.Commit(0, 0, 0);
        _world.Sender.Answer = _ => new DeliveryOutcome.Failed("503");
        Resume(null);
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        Accept();
        _world.PassSlowly(TimeSpan.FromMinutes(1));
        Assert.Equal([_world.Change(0, 1), _world.Change(0, 2), _world.Change(0, 3)], _world.Sender.Confirmed);
    }

    [Fact]
    public void A_paused_subscription_sends_no_parked_key_either()
    {
        _world.Commit(0, 0);
        Accept();
        Turns.Finish(_world.World.Turns.Start(() => _world.Subscriber.ChangeAsync(_world.Subscriber.Profile with { Paused = true })));
        Resume(null);
        var sent = _world.Sender.Attempts.Count;
        _world.PassSlowly(TimeSpan.FromSeconds(10));
        Assert.Equal(sent, _world.Sender.Attempts.Count);
        Turns.Finish(_world.World.Turns.Start(() => _world.Subscriber.ChangeAsync(_world.Subscriber.Profile with { Paused = false })));
        _world.PassSlowly(TimeSpan.FromSeconds(10));
        Assert.Equal(_world.Change(0, 2), _world.Sender.Confirmed[^1]);
    }

    [Fact]
    public void Parked_keys_and_others_together_are_no_more_under_way_than_the_profile_allows()
    {
        using var world = new SubscriberWorld(maxInFlight: 2);
        world.Sender.Answer = _ => No;
        world.Start();
        world.Commit([.. Enumerable.Range(0, 10)]);
        Assert.Equal(10, world.Stored.Parked.Count);
        world.Sender.Answer = _ => null;
        world.World.Turns.Result(() => Task.FromResult(world.Subscriber.Resume(null)));
        world.Commit(10, 11, 12, 13);
        for (var i = 0; i < 100 && world.Sender.Confirmed.Count < 14; i++)
        {
            if (world.Sender.Waiting.Count > 0) world.Confirm(world.Sender.Waiting.Keys.First());
            world.Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal((14, 2), (world.Sender.Confirmed.Count, world.Sender.MostWaiting));
    }

    [Fact]
    public void A_journal_that_is_away_delays_a_resumed_key()
    {
        _world.Commit(0, 0);
        Accept();
        _world.World.Journal.Fail("read", Outcome.Unavailable, Outcome.Unavailable);
        Resume(null);
        _world.PassSlowly(TimeSpan.FromSeconds(5));
        Assert.Equal(_world.Change(0, 2), _world.Sender.Confirmed[^1]);
    }

    private void Accept() => _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();

    private int Resume(EntityKey? key) => _world.World.Turns.Result(() => Task.FromResult(_world.Subscriber.Resume(key)));
}

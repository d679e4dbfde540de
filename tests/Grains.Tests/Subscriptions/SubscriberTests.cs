using Sync.Contracts;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>Delivery to a target that answers, fails, or is away.</summary>
public sealed class SubscriberTests : IDisposable
{
    private static readonly DeliveryOutcome Away = new DeliveryOutcome.Failed("503");
    private readonly SubscriberWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_was_there_before_and_what_comes_is_delivered()
    {
        _world.World.Commit(_world.Key(0), 3);
        _world.Start();
        _world.Commit(0, 1);
        Assert.Equal([_world.Change(0, 1), _world.Change(0, 2), _world.Change(0, 3), _world.Change(0, 4), _world.Change(1, 1)], _world.Sender.Confirmed);
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void A_key_waits_for_its_own_changes_and_for_no_other_key()
    {
        _world.Sender.Answer = c => c.Entity == _world.Key(0) ? null : new DeliveryOutcome.Confirmed();
        _world.Start();
        _world.Commit(0, 0, 1, 1, 2);
        Assert.Equal([_world.Change(1, 1), _world.Change(1, 2), _world.Change(2, 1)], _world.Sender.Confirmed.Order());
        Assert.Equal([_world.Change(0, 1)], _world.Sender.Waiting.Keys);
        _world.Confirm(_world.Change(0, 1));
        Assert.Equal([_world.Change(0, 2)], _world.Sender.Waiting.Keys);
    }

    [Fact]
    public void No_more_than_the_profile_allows_is_under_way()
    {
        using var world = new SubscriberWorld(maxInFlight: 3);
        world.Sender.Answer = _ => null;
        world.Start();
        world.Commit([.. Enumerable.Range(0, 10)]);
        Assert.Equal(3, world.Sender.Waiting.Count);
        while (world.Sender.Waiting.Count > 0) world.Confirm(world.Sender.Waiting.Keys.First());
        Assert.Equal((10, 3), (world.Sender.Confirmed.Count, world.Sender.MostWaiting));
    }

    [Fact]
    public void A_target_that_is_away_is_asked_again_after_waits_that_double()
    {
        _world.Sender.Answer = _ => Away;
        _world.Start();
        _world.Commit(0);
        var attempts = new List<TimeSpan>();
        for (var i = 0; i < 40; i++)
        {
            var before = _world.Sender.Attempts.Count;
            _world.Pass(TimeSpan.FromMilliseconds(250));
            if (_world.Sender.Attempts.Count > before) attempts.Add(TimeSpan.FromMilliseconds(250 * (i + 1)));
        }

        Assert.Equal([0.25, 0.75, 1.75, 3.75, 7.75], attempts.Select(a => a.TotalSeconds));
        Assert.Equal("retrying", _world.Status.State);
        Assert.Equal("503", _world.Status.LastError);
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        _world.Pass(TimeSpan.FromSeconds(8));
        Assert.Single(_world.Sender.Confirmed);
        Assert.Equal(("delivering", null), (_world.Status.State, _world.Status.LastError));
    }

    [Fact]
    public void Deliveries_that_fail_together_count_as_one_failure()
    {
        _world.Sender.Answer = _ => null;
        _world.Start();
        _world.Commit([.. Enumerable.Range(0, 10)]);
        foreach (var change in _world.Sender.Waiting.Keys.ToArray()) _world.Answer(change, Away);
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        _world.Pass(TimeSpan.FromMilliseconds(250));
        Assert.Equal(10, _world.Sender.Confirmed.Count);
    }

    [Fact]
    public void A_target_that_says_when_to_come_again_is_left_alone_until_then()
    {
        _world.Sender.Answer = _ => new DeliveryOutcome.Failed("429", TimeSpan.FromMinutes(2));
        _world.Start();
        _world.Commit(0);
        _world.PassSlowly(TimeSpan.FromSeconds(119));
        Assert.Single(_world.Sender.Attempts);
        _world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _world.Sender.Attempts.Count);
    }

    [Fact]
    public void A_target_that_fails_for_long_is_a_case_and_only_one()
    {
        _world.Sender.Answer = _ => Away;
        _world.Start();
        _world.Commit(0);
        _world.PassSlowly(TimeSpan.FromSeconds(299));
        Assert.Empty(_world.Router.Submitted);
        _world.PassSlowly(TimeSpan.FromMinutes(20));
        var open = Assert.IsType<CaseUpdate.Open>(Assert.Single(_world.Router.Submitted).Payload);
        Assert.Equal(ErrorCodes.DeliveryFailing.Code, open.Reason.Code);
    }

    [Fact]
    public void A_case_that_could_not_be_opened_is_tried_again()
    {
        _world.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("busy"));
        _world.Sender.Answer = _ => Away;
        _world.Start();
        _world.Commit(0);
        _world.PassSlowly(TimeSpan.FromSeconds(310));
        _world.Router.Verdict = _ => throw new TimeoutException();
        _world.PassSlowly(TimeSpan.FromSeconds(10));
        _world.Router.Verdict = u => new Receipt.Applied(u.Id, 1, []);
        _world.PassSlowly(TimeSpan.FromSeconds(10));
        Assert.Single(_world.Router.Submitted.Select(u => u.Id).Distinct());
        var tried = _world.Router.Submitted.Count;
        _world.PassSlowly(TimeSpan.FromMinutes(10));
        Assert.Equal(tried, _world.Router.Submitted.Count);
    }

    [Fact]
    public void One_key_that_fails_for_long_while_others_succeed_is_a_case_about_that_key()
    {
        _world.Sender.Answer = c => c.Entity == _world.Key(0) ? Away : new DeliveryOutcome.Confirmed();
        _world.Start();
        _world.Commit(0);
        for (var i = 0; i < 100; i++)
        {
            _world.Commit(1);
            _world.Pass(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(100, _world.Sender.Confirmed.Count);
        Assert.Equal([_world.Key(0)], _world.Router.Submitted.Select(u => ((CaseUpdate.Open)u.Payload).About).Distinct());
    }

    [Fact]
    public void A_paused_subscription_sends_nothing_and_loses_nothing()
    {
        _world.Start();
        Change(p => p with { Paused = true });
        _world.Commit(0, 1);
        _world.PassSlowly(TimeSpan.FromMinutes(10));
        Assert.Empty(_world.Sender.Attempts);
        Assert.Equal("paused", _world.Status.State);
        Assert.False(_world.Status.CaughtUp);
        Change(p => p with { Paused = false });
        Assert.Equal(2, _world.Sender.Confirmed.Count);
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void A_target_that_is_gone_pauses_the_subscription_durably_and_opens_a_case()
    {
        _world.Sender.Answer = _ => new DeliveryOutcome.Gone("410");
        _world.Start();
        _world.Commit(0);
        Assert.True(_world.Stored.Profile!.Paused);
        Assert.Equal("paused", _world.Status.State);
        Assert.Single(_world.Router.Submitted);
        _world.Crash();
        _world.PassSlowly(TimeSpan.FromMinutes(10));
        Assert.Single(_world.Sender.Attempts);
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        Change(p => p with { Paused = false });
        Assert.Equal([_world.Change(0, 1)], _world.Sender.Confirmed);
    }

    [Fact]
    public void A_target_that_is_gone_does_not_pause_a_subscription_that_has_another_by_now()
    {
        _world.Sender.Answer = _ => null;
        _world.Start();
        _world.Commit(0);
        Change(p => p with { Url = new Uri("https://other.invalid/hook") });
        _world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        _world.Answer(_world.Change(0, 1), new DeliveryOutcome.Gone("410"));
        _world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([_world.Change(0, 1)], _world.Sender.Confirmed);
        Assert.False(_world.Stored.Profile!.Paused);
    }

    [Fact]
    public void Memory_is_bounded_and_the_rest_is_read_from_the_journal_when_there_is_room()
    {
        using var world = new SubscriberWorld(pendingLimit: 16);
        world.Sender.Answer = _ => null;
        world.Start();
        for (var i = 0; i < 40; i++) world.Commit(i % 8);
        Assert.InRange(world.Status.Pending, 16, 32);
        Assert.Equal("catching-up", world.Status.State);
        world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        while (world.Sender.Waiting.Count > 0) world.Confirm(world.Sender.Waiting.Keys.First());
        Assert.Equal(40, world.Sender.Confirmed.Distinct().Count());
        Assert.Equal(40, world.Sender.Confirmed.Count);
        Assert.True(world.Status.CaughtUp);
    }

    [Fact]
    public void A_status_is_shown_also_while_the_journal_is_away()
    {
        _world.Start();
        _world.Commit(0);
        _world.World.Journal.Fail("head", Outcome.Unavailable);
        Assert.False(_world.Status.CaughtUp);
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void It_is_not_caught_up_before_it_knows_how_far_the_journal_is()
    {
        _world.World.Commit(_world.Key(0));
        Assert.False(_world.Status.CaughtUp);
        _world.Start();
        Assert.True(_world.Status.CaughtUp);
    }

    [Fact]
    public void Thousands_of_changes_that_are_confirmed_at_once_are_no_depth()
    {
        using var world = new SubscriberWorld(pendingLimit: 100_000);
        world.Stored.Profile = world.Stored.Profile! with { Paused = true };
        world.Crash();
        world.World.Commit(world.Key(0), 9_000);
        world.Offer();
        Turns.Finish(world.World.Turns.Start(() => world.Subscriber.ChangeAsync(world.Stored.Profile! with { Paused = false })));
        Assert.Equal(9_000, world.Sender.Confirmed.Count);
    }

    private void Change(Func<SubscriptionProfile, SubscriptionProfile> change) =>
        Turns.Finish(_world.World.Turns.Start(() => _world.Subscriber.ChangeAsync(change(_world.Subscriber.Profile))));
}

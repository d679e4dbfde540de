using Sync.Contracts;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

/// <summary>A lane: follow-ups until each has its verdict, due work when it is due, one durable position.</summary>
public sealed class LaneTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly LaneWorld _lane = new();

    public void Dispose() => _lane.Dispose();

    [Fact]
    public void A_follow_up_is_submitted_when_its_cause_is_durable()
    {
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        var update = Assert.Single(_lane.Router.Submitted);
        Assert.Equal("stock/P1/L2/X", update.Target.ToString());
        Assert.Equal("t1", Assert.IsType<StockUpdate.Arrive>(update.Payload).TransferId);
    }

    [Fact]
    public void A_follow_up_without_a_verdict_is_submitted_again_under_the_same_identity()
    {
        _lane.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("busy"));
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        _lane.World.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, _lane.Router.Submitted.Count);
        _lane.Router.Verdict = u => new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With("lost"));
        _lane.World.Pass(TimeSpan.FromMilliseconds(200));
        _lane.Router.Verdict = u => new Receipt.Duplicate(u.Id, 1);
        _lane.World.Pass(TimeSpan.FromMilliseconds(400));
        Assert.Equal(4, _lane.Router.Submitted.Count);
        Assert.Single(_lane.Router.Submitted.Select(u => u.Id).Distinct());
        _lane.World.Pass(Hour);
        Assert.Equal(4, _lane.Router.Submitted.Count);
    }

    [Fact]
    public void The_position_is_not_durable_before_every_follow_up_has_its_verdict()
    {
        _lane.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("busy"));
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        _lane.World.Pass(Hour);
        Assert.Equal(default, _lane.World.Journal.PositionOf(0));
        _lane.Restart();
        _lane.Router.Verdict = u => new Receipt.Applied(u.Id, 1, []);
        _lane.World.Pass(Hour);
        _lane.World.Pass(Hour);
        Assert.Single(_lane.Router.Submitted.Select(u => u.Id).Distinct());
        Assert.Equal(_lane.World.Hub.Scanned, _lane.World.Journal.PositionOf(0));
    }

    [Fact]
    public void A_store_that_is_slow_to_save_holds_up_no_follow_up_and_a_save_that_failed_is_made_again()
    {
        _lane.World.Journal.Hold.Add("save-position");
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        _lane.World.Pass(Hour);
        _lane.Send("t2");
        _lane.Submitted(2);
        _lane.World.Journal.Hold.Clear();
        Assert.Single(_lane.World.Journal.Waiting).Answer(Outcome.Unavailable);
        _lane.World.Pass(Hour);
        _lane.World.Pass(Hour);
        Assert.Equal(_lane.World.Hub.Scanned, _lane.World.Journal.PositionOf(0));
    }

    [Fact]
    public void A_refused_follow_up_opens_a_case()
    {
        _lane.Router.Verdict = u => u.Payload is CaseUpdate ? new Receipt.Applied(u.Id, 1, []) : new Receipt.Rejected(u.Id, ErrorCodes.FieldInvalid.With("no"));
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        _lane.World.Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<CaseUpdate.Open>(_lane.Router.Submitted[^1].Payload);
        Assert.Equal(2, _lane.Router.Submitted.Count);
    }

    [Fact]
    public void A_lane_saves_when_a_slot_of_time_begins_so_that_the_lanes_of_a_process_save_together()
    {
        _lane.Start();
        _lane.World.Pass(TimeSpan.FromMilliseconds(490));
        _lane.Send("t1");
        _lane.World.Turns.Until(() => _lane.World.Journal.PositionOf(0) == _lane.World.Hub.Scanned);

        // The slot that began meanwhile counts, not how long ago it saved.
        _lane.World.Pass(TimeSpan.FromMilliseconds(20));
        _lane.Send("t2");
        _lane.World.Pass(TimeSpan.FromMilliseconds(30));
        _lane.Submitted(2);
        _lane.World.Turns.Until(() => _lane.World.Journal.PositionOf(0) == _lane.World.Hub.Scanned);

        // In the same slot it does not save again.
        var saved = _lane.World.Hub.Scanned;
        _lane.Send("t3");
        _lane.World.Pass(TimeSpan.FromMilliseconds(100));
        _lane.Submitted(3);
        Assert.Equal(saved, _lane.World.Journal.PositionOf(0));
    }

    [Fact]
    public void A_follow_up_that_waits_holds_up_no_consumer_and_shows_why_the_lane_stands()
    {
        _lane.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("no room"));
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        _lane.Send("t2");
        _lane.World.Turns.Until(() => _lane.Offered.Sum(p => p.Records.Length) == 2);
        Assert.Contains("no room", _lane.Lane.Status.LastError);
        Assert.Contains("stock/P1/L2/X", _lane.Lane.Status.LastError);
        _lane.World.Pass(TimeSpan.FromSeconds(1));
        Assert.InRange(_lane.Lane.Status.BehindMilliseconds, 1, 2000);
        _lane.Router.Verdict = u => new Receipt.Applied(u.Id, 1, []);
        _lane.World.Pass(Hour);
        _lane.Submitted(3);
        _lane.World.Pass(Hour);
        Assert.Null(_lane.Lane.Status.LastError);
        Assert.Equal(0, _lane.Lane.Status.BehindMilliseconds);
    }

    [Fact]
    public void Due_work_is_done_when_it_is_due_and_not_before()
    {
        _lane.Start();
        _lane.Reserve("r1", _lane.World.Clock.GetUtcNow() + Hour);
        _lane.World.Turns.Until(() => _lane.World.Journal.DueOf(0).Count == 1);
        PassUntilIdle(Hour - TimeSpan.FromSeconds(2));
        Assert.Empty(_lane.Router.Submitted);
        PassUntilIdle(TimeSpan.FromSeconds(3));
        Assert.IsType<StockUpdate.Expire>(Assert.Single(_lane.Router.Submitted).Payload);
        Assert.Empty(_lane.World.Journal.DueOf(0));
        PassUntilIdle(Hour);
        Assert.Single(_lane.Router.Submitted);
    }

    [Fact]
    public void Due_work_is_durable_before_the_lane_goes_on_also_when_saving_fails_at_first()
    {
        _lane.World.Journal.Fail("save-position", Outcome.Unavailable, Outcome.Unavailable);
        _lane.Start();
        _lane.Reserve("r1", _lane.World.Clock.GetUtcNow() + Hour);
        _lane.World.Turns.Until(() => _lane.World.Journal.Calls.Contains("save-position"));
        Assert.Contains("cannot be reached", _lane.Lane.Status.LastError);
        PassUntilIdle(TimeSpan.FromMinutes(1));
        Assert.Single(_lane.World.Journal.DueOf(0));
        PassUntilIdle(Hour);
        Assert.Single(_lane.Router.Submitted);
    }

    [Fact]
    public void Due_work_that_fell_due_while_nobody_was_there_is_done_at_the_next_start()
    {
        _lane.Start();
        _lane.Reserve("r1", _lane.World.Clock.GetUtcNow() + Hour);
        _lane.World.Turns.Until(() => _lane.World.Journal.DueOf(0).Count == 1);
        _lane.Stop();
        _lane.World.Clock.Advance(2 * Hour);
        _lane.Restart();
        _lane.Submitted(1);
        Assert.IsType<StockUpdate.Expire>(Assert.Single(_lane.Router.Submitted).Payload);
    }

    [Fact]
    public void Due_work_stays_until_it_has_its_verdict()
    {
        _lane.Router.Verdict = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("busy"));
        _lane.Start();
        _lane.Reserve("r1", _lane.World.Clock.GetUtcNow() + Hour);
        _lane.World.Turns.Until(() => _lane.World.Journal.DueOf(0).Count == 1);
        PassUntilIdle(2 * Hour);
        Assert.NotEmpty(_lane.Router.Submitted);
        Assert.Single(_lane.World.Journal.DueOf(0));
    }

    [Fact]
    public void A_lane_that_starts_again_goes_on_where_it_was_saved()
    {
        _lane.Start();
        _lane.Send("t1");
        _lane.Submitted(1);
        PassUntilIdle(TimeSpan.FromSeconds(2));
        Assert.Equal(_lane.World.Hub.Scanned, _lane.World.Journal.PositionOf(0));
        _lane.Restart();
        _lane.Send("t2");
        _lane.Submitted(2);
        Assert.Equal(["t1", "t2"], _lane.Router.Submitted.Select(u => ((StockUpdate.Arrive)u.Payload).TransferId));
    }

    [Fact]
    public void A_store_that_is_away_at_the_start_is_asked_again()
    {
        _lane.World.Journal.Fail("read-position", Outcome.Unavailable, Outcome.Unavailable);
        _lane.Start();
        _lane.Send("t1");
        Assert.Contains("cannot be reached", _lane.Lane.Status.LastError);
        PassUntilIdle(TimeSpan.FromSeconds(5));
        _lane.Submitted(1);
        Assert.Null(_lane.Lane.Status.LastError);
    }

    [Fact]
    public void An_offer_that_was_lost_is_made_up_for_when_nothing_else_comes()
    {
        _lane.Start();
        _lane.Answer = () => Task.FromException(new TimeoutException());
        _lane.Send("t1");
        _lane.World.Turns.Until(() => _lane.Offered.Exists(p => p.Records.Length == 1));
        _lane.Answer = () => Task.CompletedTask;
        PassUntilIdle(TimeSpan.FromSeconds(2));
        Assert.Equal(_lane.World.Hub.Scanned, _lane.Offered[^1].UpTo);
        Assert.Equal(_lane.Offered[^1].UpTo, _lane.Offered[^1].After);
        var told = _lane.Offered.Count;
        PassUntilIdle(Hour);
        Assert.Equal(told, _lane.Offered.Count);
    }

    [Fact]
    public void A_consumer_that_hangs_does_not_pile_up_pages()
    {
        var hang = new TaskCompletionSource();
        _lane.Answer = () => hang.Task;
        _lane.Start();
        for (var i = 1; i <= 100; i++)
        {
            _lane.Send($"t{i}");
            _lane.Submitted(i);
        }

        PassUntilIdle(TimeSpan.FromSeconds(5));
        Assert.InRange(_lane.Offered.Count, 1, 20);
    }

    /// <summary>Lets time pass in steps, so that whoever waits is woken in between.</summary>
    private void PassUntilIdle(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= time / 100) _lane.World.Pass(time / 100);
    }
}

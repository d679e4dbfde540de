using System.Diagnostics.Metrics;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Webhook;

public sealed class WebhookResilienceTests
{
    [Fact]
    public async Task A_passing_failure_is_tried_again_inside_one_delivery()
    {
        await using var target = await StubTarget.Start(503, 423, 200);
        await using var bench = new Bench();

        Assert.IsType<DeliveryOutcome.Confirmed>(await bench.Send(target.Url));

        Assert.Equal(3, target.Requests.Count);
        Assert.Single(target.Requests.Select(r => r.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task Attempts_are_bounded()
    {
        await using var target = await StubTarget.Start(503);
        await using var bench = new Bench();

        Assert.IsType<DeliveryOutcome.Failed>(await bench.Send(target.Url));

        Assert.Equal(3, target.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(429)]
    public async Task What_a_retry_cannot_mend_is_sent_once(int status)
    {
        await using var target = await StubTarget.Start(status);
        await using var bench = new Bench();

        await bench.Send(target.Url);

        Assert.Single(target.Requests);
    }

    [Fact]
    public async Task Retry_after_is_handed_to_the_subscription()
    {
        await using var target = await StubTarget.Start((context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "17";
            return Task.CompletedTask;
        });
        await using var bench = new Bench();

        var failed = Assert.IsType<DeliveryOutcome.Failed>(await bench.Send(target.Url));

        Assert.Equal(TimeSpan.FromSeconds(17), failed.After);
        Assert.Single(target.Requests);
    }

    [Fact]
    public async Task The_breaker_opens_names_its_pause_and_closes_again()
    {
        await using var target = await StubTarget.Start(503, 503, 200);
        await using var bench = new Bench(o => (o.Retries, o.BreakerMinimumAttempts, o.BreakerPause) = (0, 2, TimeSpan.FromSeconds(5)));
        await bench.Send(target.Url);
        await bench.Send(target.Url);

        var open = Assert.IsType<DeliveryOutcome.Failed>(await bench.Send(target.Url));

        Assert.Contains("circuit breaker", open.Error);
        Assert.InRange(open.After!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal(2, target.Requests.Count);

        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<DeliveryOutcome.Confirmed>(await bench.Send(target.Url));
        Assert.IsType<DeliveryOutcome.Confirmed>(await bench.Send(target.Url));
    }

    [Fact]
    public async Task A_corrected_address_starts_with_a_closed_breaker()
    {
        await using var broken = await StubTarget.Start(503);
        await using var mended = await StubTarget.Start(200);
        await using var bench = new Bench(o => (o.Retries, o.BreakerMinimumAttempts) = (0, 2));
        for (var i = 0; i < 3; i++) await bench.Send(broken.Url);

        Assert.IsType<DeliveryOutcome.Confirmed>(await bench.Send(mended.Url));
    }

    [Fact]
    public async Task A_refusal_never_opens_the_breaker()
    {
        await using var target = await StubTarget.Start(422);
        await using var bench = new Bench(o => o.BreakerMinimumAttempts = 2);

        for (var i = 0; i < 10; i++) Assert.IsType<DeliveryOutcome.Refused>(await bench.Send(target.Url, Bench.Change(i + 1)));

        Assert.Equal(10, target.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_the_profile_allows_is_a_failure()
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var target = await StubTarget.Start(async (context, _) =>
        {
            received.SetResult();
            await StubTarget.UntilAborted(context);
        });
        await using var bench = new Bench(o => o.Retries = 0);

        var sending = bench.Send(target.Url);
        await received.Task;
        bench.Clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("within 15 s", Assert.IsType<DeliveryOutcome.Failed>(await sending).Error);
    }

    [Fact]
    public async Task The_time_of_a_delivery_is_measured_by_outcome()
    {
        await using var target = await StubTarget.Start(200, 422);
        await using var bench = new Bench();
        var outcomes = new List<string?>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) =>
        {
            // Each provider has a meter of its own: other tests of this process are not counted.
            if (instrument.Name == "orleanssync.delivery.duration" && instrument.Meter.Scope == bench.Get<IMeterFactory>()) l.EnableMeasurementEvents(instrument);
        } };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => outcomes.Add((string?)tags[0].Value));
        listener.Start();

        await bench.Send(target.Url);
        await bench.Send(target.Url);

        Assert.Equal(["confirmed", "refused"], outcomes);
    }
}

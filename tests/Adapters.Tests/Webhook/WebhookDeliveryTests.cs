using System.Diagnostics;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Webhook;

public sealed class WebhookDeliveryTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task A_change_arrives_signed_as_a_cloud_event_under_its_stable_id()
    {
        await using var target = await StubTarget.Start(204);
        await using var bench = new Bench();

        var outcome = await bench.Send(target.Url);

        Assert.IsType<DeliveryOutcome.Confirmed>(outcome);
        var request = Assert.Single(target.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("application/cloudevents+json", request.Headers["Content-Type"]);
        Assert.Equal("stock/P100/RM01/BOLT-M8@7", request.Headers["webhook-id"]);
        var timestamp = long.Parse(request.Headers["webhook-timestamp"]);
        Assert.Equal(bench.Clock.GetUtcNow().ToUnixTimeSeconds(), timestamp);
        Assert.Equal(WebhookSecret.Parse(Bench.Secret).Sign("stock/P100/RM01/BOLT-M8@7", timestamp, request.Body), request.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task The_body_has_every_attribute_and_the_payload_unchanged()
    {
        await using var target = await StubTarget.Start(204);
        await using var bench = new Bench();

        await bench.Send(target.Url, Bench.Change(trace: Trace));

        Assert.Equal(
            """
            {"specversion":"1.0","id":"stock/P100/RM01/BOLT-M8@7","source":"/orleanssync","type":"com.orleanssync.stock.moved.v1","subject":"P100/RM01/BOLT-M8","time":"2026-11-23T08:15:00+01:00","recordedtime":"2026-11-23T07:15:02.123456+00:00","partitionkey":"stock/P100/RM01/BOLT-M8","aggregateversion":7,"causeid":"GR-1","causesource":"/adapters/erp/main","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","causationid":"C-1","datacontenttype":"application/json","data":{"movement":"Receipt","unit":"EA","note":"Größe"}}
            """,
            System.Text.Encoding.UTF8.GetString(Assert.Single(target.Requests).Body));
    }

    [Fact]
    public async Task The_trace_of_the_update_reaches_the_target_without_any_listener()
    {
        await using var target = await StubTarget.Start(204);
        await using var bench = new Bench();

        await bench.Send(target.Url, Bench.Change(trace: Trace));

        Assert.Contains("0af7651916cd43dd8448eb211c80319c", Assert.Single(target.Requests).Headers["traceparent"]);
    }

    [Fact]
    public async Task With_a_listener_the_target_is_called_from_a_span_inside_that_trace()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "OrleansSync",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => { lock (spans) spans.Add(a); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var target = await StubTarget.Start(204);
        await using var bench = new Bench();

        await bench.Send(target.Url, Bench.Change(version: 4711, trace: Trace));

        // Tests beside this one have spans of the same source.
        Activity[] ended;
        lock (spans) ended = [.. spans];
        var span = Assert.Single(ended, s => (string?)s.GetTagItem("orleanssync.change") == "stock/P100/RM01/BOLT-M8@4711");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", span.TraceId.ToHexString());
        var sent = ActivityContext.Parse(Assert.Single(target.Requests).Headers["traceparent"], null);
        Assert.Equal(span.TraceId, sent.TraceId);
        Assert.NotEqual("b7ad6b7169203331", sent.SpanId.ToHexString());
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var target = await StubTarget.Start((context, _) =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await using var bench = new Bench();

        var outcome = await bench.Send(target.Url);

        Assert.Contains("302", Assert.IsType<DeliveryOutcome.Failed>(outcome).Error);
        Assert.Equal("/changes", Assert.Single(target.Requests).Path);
    }

    [Fact]
    public async Task A_target_that_does_not_listen_is_a_failure()
    {
        Uri url;
        await using (var target = await StubTarget.Start(204)) url = target.Url;
        await using var bench = new Bench();

        Assert.IsType<DeliveryOutcome.Failed>(await bench.Send(url));
    }

    [Fact]
    public async Task A_name_is_judged_by_the_address_that_is_connected_to()
    {
        await using var target = await StubTarget.Start(204);
        await using var bench = new Bench(o => o.AllowPrivateAddresses = false);
        var byName = new UriBuilder(target.Url) { Host = "localhost" }.Uri;

        Assert.Null(bench.Sender.Validate(Bench.Profile(byName)));
        var outcome = await bench.Send(byName);

        Assert.Contains("private address", Assert.IsType<DeliveryOutcome.Failed>(outcome).Error);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task Cancellation_is_the_callers_and_is_thrown()
    {
        using var cancellation = new CancellationTokenSource();
        await using var target = await StubTarget.Start(async (context, _) =>
        {
            await cancellation.CancelAsync();
            await StubTarget.UntilAborted(context);
        });
        await using var bench = new Bench();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Sender.SendAsync(Bench.Profile(target.Url), Bench.Change(), cancellation.Token));
    }
}

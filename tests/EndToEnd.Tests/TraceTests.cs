using System.Net;
using System.Security.Cryptography;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>One update, seen from its request to the subscriber.</summary>
public sealed class TraceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task An_update_keeps_its_trace_from_the_request_to_the_signed_delivery_and_is_measured()
    {
        using var data = new DataFolder();
        using var subscriber = new WebhookStub();
        var key = RandomNumberGenerator.GetBytes(32);
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        var subscription = await api.Put(
            "v1/subscriptions/stub", $$"""{"url":"{{subscriber.Url}}","secret":"whsec_{{Convert.ToBase64String(key)}}","filter":{"kinds":["stock"]},"start":"Beginning"}""");
        Assert.True(subscription.Status is HttpStatusCode.OK or HttpStatusCode.Created, subscription.Text);

        var receipt = await api.PostUpdate(Events.Received("GR-1", "P100/RM01/BOLT-M8"), traceParent: $"00-{TraceId}-00f067aa0ba902b7-01");
        var delivery = await subscriber.NextAsync();

        Assert.Equal("Applied", receipt.Verdict);
        Assert.Equal("stock/P100/RM01/BOLT-M8@1", delivery.Id);
        Assert.Equal(delivery.Id, delivery.Event.GetProperty("id").GetString());
        Assert.True(delivery.IsSignedWith(key));
        Assert.Contains(TraceId, delivery.Event.GetProperty("traceparent").GetString());
        Assert.Contains(TraceId, delivery.TraceParent ?? "no header traceparent");

        var metrics = (await api.Get("metrics", "text/plain")).Text;
        Assert.All(
            ["orleanssync_gateway_receipts", "orleanssync_journal_commit_duration", "orleanssync_journal_commit_records", "orleanssync_delivery_duration"],
            name => Assert.Contains(name, metrics));
    }
}

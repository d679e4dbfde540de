using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Sync.Adapters;

/// <summary>Delivers changes as CloudEvents by HTTP POST with Standard Webhooks signatures. Thread-safe.</summary>
internal sealed partial class WebhookSender(
    IHttpClientFactory clients,
    WebhookPipelines pipelines,
    WebhookInstruments instruments,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<WebhookSender> logger) : IDeliverySender
{
    /// <summary>The name of the HTTP client that all subscriptions share; its connections are pooled by target.</summary>
    public const string ClientName = "orleanssync.webhook";

    public Refusal? Validate(SubscriptionProfile profile) => WebhookRules.Validate(profile, options.Value.AllowPrivateAddresses);

    public async Task<DeliveryOutcome> SendAsync(SubscriptionProfile profile, JournalRecord change, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var activity = WebhookInstruments.StartDelivery(change);
        var outcome = Validate(profile) is { } refusal
            ? new DeliveryOutcome.Failed(refusal.Message)
            // With a span of ours the HTTP client writes traceparent itself; without one the trace must still reach the target.
            : await Deliver(profile, change, activity is null ? change.TraceParent : null, cancellationToken);
        instruments.OnDelivered(clock.GetElapsedTime(started), outcome);
        Report(profile, change, outcome, activity);
        return outcome;
    }

    private async Task<DeliveryOutcome> Deliver(SubscriptionProfile profile, JournalRecord change, string? trace, CancellationToken cancellation)
    {
        try
        {
            var delivery = new Delivery(profile, change.ChangeId, trace, WebhookBody.Of(change));
            return (await pipelines.ExecuteAsync(profile, Attempt, delivery, cancellation)).Outcome;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (BrokenCircuitException e)
        {
            return new DeliveryOutcome.Failed("the target failed too often: its circuit breaker is open", e.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return new DeliveryOutcome.Failed($"the target did not answer within {profile.TimeoutSeconds} s");
        }
        catch (HttpRequestException e)
        {
            return new DeliveryOutcome.Failed(e.InnerException is WebhookAddressException address ? address.Message : e.Message);
        }
        catch (Exception e)
        {
            // The port promises an outcome for everything but cancellation: whatever else broke, the change is not to blame.
            LogUnforeseen(profile.Id, change.ChangeId, e);
            return new DeliveryOutcome.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }

    private async ValueTask<WebhookAnswer> Attempt(Delivery delivery, CancellationToken cancellation)
    {
        using var request = Request(delivery);
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return WebhookVerdict.Of(response.StatusCode, response.Headers.RetryAfter, clock.GetUtcNow(), options.Value.MaxRetryAfter);
    }

    private HttpRequestMessage Request(Delivery delivery)
    {
        // Each attempt is signed anew: its time stamp must be inside the receiver's tolerance.
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Profile.Url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(WebhookBody.MediaType);
        request.Headers.TryAddWithoutValidation("webhook-id", delivery.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", delivery.Secret.Sign(delivery.Id, timestamp, delivery.Body));
        if (delivery.TraceParent is { } trace) request.Headers.TryAddWithoutValidation("traceparent", trace);
        return request;
    }

    private void Report(SubscriptionProfile profile, JournalRecord change, DeliveryOutcome outcome, Activity? activity)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Failed failed:
                activity?.SetStatus(ActivityStatusCode.Error, failed.Error);
                LogFailed(profile.Id, change.ChangeId, failed.Error);
                break;
            case DeliveryOutcome.Refused refused:
                activity?.SetStatus(ActivityStatusCode.Error, refused.Error);
                LogRefused(profile.Id, change.ChangeId, refused.Error);
                break;
            case DeliveryOutcome.Gone gone:
                activity?.SetStatus(ActivityStatusCode.Error, gone.Error);
                LogGone(profile.Id, gone.Error);
                break;
        }
    }

    private sealed record Delivery(SubscriptionProfile Profile, string Id, string? TraceParent, byte[] Body)
    {
        public WebhookSecret Secret { get; } = WebhookSecret.Parse(Profile.Secret);
    }
}

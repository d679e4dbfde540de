using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace Sync.Adapters;

/// <summary>The key of a resilience pipeline: a subscription and the target it has now, so that a corrected address starts with a closed breaker.</summary>
internal readonly record struct WebhookPipelineKey(string Subscription, string Target);

/// <summary>One named pipeline a subscription: a few fast attempts, around a breaker, around the time limit of one attempt. Thread-safe.</summary>
internal sealed partial class WebhookPipelines(
    ResiliencePipelineRegistry<WebhookPipelineKey> registry, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookPipelines> logger)
{
    private static readonly ResiliencePropertyKey<TimeSpan> TimeLimit = new("orleanssync.webhook.time-limit");

    public static WebhookPipelineKey KeyOf(SubscriptionProfile profile) => new(profile.Id, profile.Url.AbsoluteUri);

    public async ValueTask<WebhookAnswer> ExecuteAsync<TState>(
        SubscriptionProfile profile, Func<TState, CancellationToken, ValueTask<WebhookAnswer>> attempt, TState state, CancellationToken cancellation)
    {
        var pipeline = registry.GetOrAddPipeline<WebhookAnswer>(KeyOf(profile), (builder, _) => Configure(builder, profile.Id));
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            context.Properties.Set(TimeLimit, TimeSpan.FromSeconds(profile.TimeoutSeconds));
            return await pipeline.ExecuteAsync((c, s) => attempt(s, c.CancellationToken), context, state);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private void Configure(ResiliencePipelineBuilder<WebhookAnswer> builder, string subscription)
    {
        var o = options.Value;
        builder.TimeProvider = clock;
        if (o.Retries > 0) builder.AddRetry(Retry(o));
        builder.AddCircuitBreaker(Breaker(o, subscription));
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            Name = "time-limit",
            TimeoutGenerator = arguments => ValueTask.FromResult(arguments.Context.Properties.GetValue(TimeLimit, TimeSpan.FromSeconds(15))),
        });
    }

    private static RetryStrategyOptions<WebhookAnswer> Retry(WebhookOptions o) => new()
    {
        Name = "retry",
        MaxRetryAttempts = o.Retries,
        Delay = o.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome)),
    };

    private CircuitBreakerStrategyOptions<WebhookAnswer> Breaker(WebhookOptions o, string subscription) => new()
    {
        Name = "breaker",
        FailureRatio = o.BreakerFailureRatio,
        MinimumThroughput = o.BreakerMinimumAttempts,
        SamplingDuration = o.BreakerSamplingPeriod,
        BreakDuration = o.BreakerPause,
        ShouldHandle = arguments => ValueTask.FromResult(CountsAgainstTarget(arguments.Outcome)),
        OnOpened = arguments =>
        {
            LogOpened(subscription, arguments.BreakDuration.TotalSeconds, arguments.Outcome.Exception?.Message ?? Error(arguments.Outcome.Result));
            return default;
        },
        OnClosed = _ =>
        {
            LogClosed(subscription);
            return default;
        },
    };

    private static string? Error(WebhookAnswer? answer) => (answer?.Outcome as DeliveryOutcome.Failed)?.Error;

    private static bool IsPassing(Outcome<WebhookAnswer> outcome) =>
        outcome.Result?.Fault is WebhookFault.Target or WebhookFault.Locked || IsTargetFailure(outcome.Exception);

    private static bool CountsAgainstTarget(Outcome<WebhookAnswer> outcome) =>
        outcome.Result?.Fault is WebhookFault.Target or WebhookFault.Pause || IsTargetFailure(outcome.Exception);

    private static bool IsTargetFailure(Exception? exception) =>
        exception is TimeoutRejectedException || (exception is HttpRequestException { InnerException: not WebhookAddressException });
}

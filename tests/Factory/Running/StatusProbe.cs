using Sync.Factory.Reporting;
using Sync.Factory.Sending;

namespace Sync.Factory.Running;

/// <summary>How far the system is behind itself, as it says.</summary>
/// <param name="CaughtUp">True when every change so far was delivered and no lane has work left.</param>
/// <param name="Behind">The age of the oldest thing that is not done.</param>
/// <param name="Error">What it says that holds it up.</param>
internal sealed record SystemStatus(bool CaughtUp, TimeSpan Behind, string? Error);

/// <summary>Asks for the state of the factory's subscription and of the feed.</summary>
internal sealed class StatusProbe(SystemClient system, Reachability reach)
{
    public const string Subscription = "factory";

    /// <returns>Null when there was no answer.</returns>
    public async Task<SystemStatus?> Ask(CancellationToken cancellation)
    {
        try
        {
            var subscription = await system.Get($"v1/subscriptions/{Subscription}", SystemJson.Default.SubscriptionDto, cancellation);
            var feed = await system.Get("v1/feed", SystemJson.Default.FeedDto, cancellation);
            reach.OnAnswer();
            var lanes = feed?.Lanes ?? [];
            var behind = Math.Max(subscription?.BehindMilliseconds ?? 0, lanes.Select(l => l.BehindMilliseconds).DefaultIfEmpty().Max());
            var error = subscription is null ? "the subscription is not there" : subscription.LastError ?? lanes.Select(l => l.LastError).FirstOrDefault(e => e is not null);
            return new SystemStatus(
                subscription is { CaughtUp: true, Pending: 0 } && lanes.All(l => l.BehindMilliseconds == 0), TimeSpan.FromMilliseconds(behind), error);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            reach.OnSilence();
            return null;
        }
    }
}

using System.Collections.Immutable;

namespace Sync.Gateway.Subscriptions;

/// <summary>Every subscription.</summary>
internal sealed record SubscriptionsBody(IReadOnlyList<SubscriptionBody> Subscriptions);

/// <summary>How a subscription stands. The secret is here only in the answer to the request that made it.</summary>
internal sealed record SubscriptionBody(
    string Id, Uri Url, FilterBody Filter, bool Paused, string State, long Delivered, int Pending, long BehindMilliseconds, bool CaughtUp,
    IReadOnlyList<ParkedBody> Parked, string? LastError, string? Secret)
{
    public static SubscriptionBody Of(SubscriptionStatus s, string? secret = null) => new(
        s.Id, s.Url, new FilterBody(s.Filter.Kinds, s.Filter.Plants, s.Filter.Items), s.Paused, s.State, s.Delivered, s.Pending, s.BehindMilliseconds, s.CaughtUp,
        [.. s.Parked.Select(p => new ParkedBody(p.Entity.ToString(), p.FromVersion, p.Reason, p.Since))], s.LastError, secret);
}

/// <summary>Which changes; an empty or absent list means all.</summary>
internal sealed record FilterBody(ImmutableArray<string>? Kinds = null, ImmutableArray<string>? Plants = null, ImmutableArray<string>? Items = null);

/// <summary>A key whose delivery was refused.</summary>
internal sealed record ParkedBody(string Entity, long FromVersion, string Reason, DateTimeOffset Since);

/// <summary>What a subscriber wants.</summary>
internal sealed record SubscriptionRequest(
    string? Url = null, string? Secret = null, FilterBody? Filter = null, SubscriptionStart Start = SubscriptionStart.Beginning, bool Paused = false,
    int MaxInFlight = 16, int TimeoutSeconds = 15);

/// <summary>Which parked key goes on; absent: every one.</summary>
internal sealed record ResumeRequest(string? Entity = null);

/// <summary>How many parked keys go on.</summary>
internal sealed record ResumedBody(int Resumed);

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>What a subscriber wants and where it is told. Immutable, thread-safe.</summary>
/// <param name="Id">1 to 64 characters: lower-case letters, digits and hyphens.</param>
/// <param name="Url">Where changes are posted: an absolute http or https address.</param>
/// <param name="Secret">The Standard Webhooks secret (<c>whsec_</c> and base64 of 24 to 64 bytes). Never shown again after it was set.
/// Empty in a change of a subscription that exists: it keeps the one it has.</param>
/// <param name="Filter">Which changes.</param>
/// <param name="Start">Where a new subscription begins.</param>
/// <param name="Paused">True: nothing is sent; nothing is lost either.</param>
/// <param name="MaxInFlight">Deliveries under way at once, 1 to 256, 16 unless stated. One key has one at most.</param>
/// <param name="TimeoutSeconds">How long one answer may take, 1 to 60, 15 unless stated.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.subscription-profile")]
public sealed record SubscriptionProfile(
    [property: Id(0)] string Id,
    [property: Id(1)] Uri Url,
    [property: Id(2)] string Secret,
    [property: Id(3)] ChangeFilter Filter,
    [property: Id(4)] SubscriptionStart Start = SubscriptionStart.Beginning,
    [property: Id(5)] bool Paused = false,
    [property: Id(6)] int MaxInFlight = 16,
    [property: Id(7)] int TimeoutSeconds = 15);

/// <summary>Where a new subscription begins.</summary>
[JsonConverter(typeof(EnumWordConverter<SubscriptionStart>))]
public enum SubscriptionStart
{
    /// <summary>With the first record of the journal.</summary>
    Beginning,

    /// <summary>With the first record after the subscription was made.</summary>
    Now,
}

/// <summary>How a subscription stands. Immutable, thread-safe.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Url">Its target.</param>
/// <param name="Filter">Which changes.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="State"><c>delivering</c>, <c>catching-up</c>, <c>retrying</c> or <c>paused</c>.</param>
/// <param name="Delivered">Deliveries confirmed since this activation of the subscription.</param>
/// <param name="Pending">Changes taken and not yet confirmed.</param>
/// <param name="BehindMilliseconds">The age of the oldest change that is not confirmed; 0 when there is none.</param>
/// <param name="CaughtUp">True when every change that concerns it, up to the newest record of the journal, is confirmed or parked.</param>
/// <param name="Parked">Keys whose delivery was refused and that wait for an operator.</param>
/// <param name="LastError">The newest failure, if deliveries fail now.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.subscription-status")]
public sealed record SubscriptionStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] Uri Url,
    [property: Id(2)] ChangeFilter Filter,
    [property: Id(3)] bool Paused,
    [property: Id(4)] string State,
    [property: Id(5)] long Delivered,
    [property: Id(6)] int Pending,
    [property: Id(7)] long BehindMilliseconds,
    [property: Id(8)] bool CaughtUp,
    [property: Id(9)] System.Collections.Immutable.ImmutableArray<ParkedKey> Parked,
    [property: Id(10)] string? LastError);

/// <summary>A key that one subscription holds back because its target refused a change. Immutable, thread-safe.</summary>
/// <param name="Entity">The key.</param>
/// <param name="FromVersion">The change that was refused; it and all later ones of the key wait.</param>
/// <param name="Reason">What the target said.</param>
/// <param name="Since">When.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.parked-key")]
public sealed record ParkedKey(
    [property: Id(0)] EntityKey Entity,
    [property: Id(1)] long FromVersion,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateTimeOffset Since);

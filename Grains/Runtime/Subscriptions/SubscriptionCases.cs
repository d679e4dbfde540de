using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>Opens cases about subscriptions.</summary>
internal static class SubscriptionCases
{
    private static readonly TimeSpan Due = TimeSpan.FromHours(4);

    /// <summary>Opens the case of a reason and subscription, or adds to it. One attempt: the cause comes again as long as it lasts.</summary>
    public static async Task OpenAsync(SubscriberServices services, string subscription, Refusal reason, EntityKey about)
    {
        var now = services.Clock.GetUtcNow();
        var id = new EntityKey(EntityKinds.Case, $"{reason.Code}/subscription/{subscription}");
        var update = new Update(
            new UpdateId("/subscriptions/" + subscription, 0, $"{reason.Code}@{now.UtcTicks}"), id,
            new CaseUpdate.Open(reason, about, null, Instants.Truncate(now + Due)), Instants.Truncate(now));
        await services.Grains.GetGrain<IUpdateRouterGrain>(0).Submit([update]);
    }
}

using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>What a subscription keeps. Stored as JSON under <c>subscription</c>; a silo that stops may hand it to the one that takes over.</summary>
[GenerateSerializer, Alias("sync.v1.subscription-state")]
internal sealed class SubscriptionState
{
    [Id(0)]
    public SubscriptionProfile? Profile { get; set; }

    /// <summary>By lane: every change up to here is confirmed or parked.</summary>
    [Id(1)]
    public SortedDictionary<int, FeedPosition> Cursors { get; set; } = [];

    /// <summary>Where lanes without a cursor begin.</summary>
    [Id(2)]
    public FeedPosition Begin { get; set; }

    /// <summary>By key text: what waits for an operator.</summary>
    [Id(3)]
    public SortedDictionary<string, ParkedKey> Parked { get; set; } = new(StringComparer.Ordinal);
}

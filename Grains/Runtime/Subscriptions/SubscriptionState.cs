using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>What a subscription keeps. Stored as JSON under <c>subscription</c>.</summary>
internal sealed class SubscriptionState
{
    public SubscriptionProfile? Profile { get; set; }

    /// <summary>By lane: every change up to here is confirmed or parked.</summary>
    public SortedDictionary<int, FeedPosition> Cursors { get; set; } = [];

    /// <summary>Where lanes without a cursor begin.</summary>
    public FeedPosition Begin { get; set; }

    /// <summary>By key text: what waits for an operator.</summary>
    public SortedDictionary<string, ParkedKey> Parked { get; set; } = new(StringComparer.Ordinal);
}

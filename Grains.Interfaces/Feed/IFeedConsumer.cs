using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>A grain that follows the feed: a view or a subscription. Lanes offer pages; a consumer takes a page that joins on to what it has,
/// and otherwise reads what it lacks from the journal by itself. A lane never waits for a consumer.</summary>
[Alias("sync.v1.IFeedConsumer"), GrainInterfaceType("sync.v1.IFeedConsumer")]
public interface IFeedConsumer : IGrain
{
    /// <summary>Offers a stretch of a lane. Returns at once; a page that cannot be taken is remembered as a gap to catch up.</summary>
    [AlwaysInterleave, Alias("Offer")]
    Task Offer(FeedPage page);
}

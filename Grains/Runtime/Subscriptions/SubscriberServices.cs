using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Subscriptions;

/// <summary>What a subscriber is given.</summary>
internal sealed record SubscriberServices(
    IDeliverySender Sender, FeedHub Hub, IFeedStore Feed, IJournal Journal, IGrainFactory Grains, SubscriptionOptions Options, TimeProvider Clock,
    ILogger Logger);

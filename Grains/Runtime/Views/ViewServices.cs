using Microsoft.Extensions.Logging;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Views;

/// <summary>What every view is given.</summary>
internal sealed record ViewServices(FeedHub Hub, IJournal Journal, IFeedStore Feed, EventCodecs Codecs, LocalEntities Local, TimeProvider Clock, ILogger<ViewServices> Log);

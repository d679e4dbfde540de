using Microsoft.Extensions.Logging;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>What an adapter stream is given.</summary>
internal sealed record StreamServices(
    IInboxStore Store, InboundMappers Mappers, InboxCases Cases, IGrainFactory Grains, StreamOptions Options, TimeProvider Clock, ILogger<AdapterStream> Logger);

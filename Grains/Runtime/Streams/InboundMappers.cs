using Microsoft.Extensions.Logging;
using Sync.Contracts;

namespace Sync.Grains.Streams;

/// <summary>Finds who reads a message. Thread-safe.</summary>
internal sealed partial class InboundMappers(IEnumerable<IInboundMapper> mappers, ILogger<InboundMappers> logger)
{
    private readonly IInboundMapper[] _mappers = [.. mappers];

    public InboundMapping Map(string stream, InboundMessage message)
    {
        // text/csv; charset=utf-8
        var type = message.MediaType.Split(';')[0].Trim().ToLowerInvariant();
        if (_mappers.FirstOrDefault(m => m.Reads(type)) is not { } mapper)
            return InboundMapping.Of(ErrorCodes.UnsupportedMediaType.With($"nobody here reads '{type}'"));
        try
        {
            return mapper.Map(stream, message);
        }
        catch (Exception e)
        {
            // A fault of the mapper is a poison message like any other: the next ones must not wait for its mending.
            LogFailed(e, stream, type);
            return InboundMapping.Of(ErrorCodes.Internal.With($"the mapper of '{type}' failed with {e.GetType().Name}; the log has the rest"));
        }
    }

    [LoggerMessage(4522, LogLevel.Error, "A message of stream {Stream} broke the mapper of {MediaType}")]
    private partial void LogFailed(Exception e, string stream, string mediaType);
}

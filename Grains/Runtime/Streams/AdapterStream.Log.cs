using Microsoft.Extensions.Logging;

namespace Sync.Grains.Streams;

internal sealed partial class AdapterStream
{
    [LoggerMessage(4501, LogLevel.Warning, "Message {Number} of stream {Stream} was set aside ({Code}); later ones of {Keys} keys wait for it")]
    private static partial void LogDead(ILogger logger, long number, string stream, string code, int keys);

    [LoggerMessage(4502, LogLevel.Information, "Message {Number} of stream {Stream} waits ({Code})")]
    private static partial void LogWaits(ILogger logger, long number, string stream, string code);

    [LoggerMessage(4503, LogLevel.Information, "{By} did {Action} with message {Number} of stream {Stream}: it is {State}")]
    private static partial void LogAct(ILogger logger, string by, string action, long number, string stream, Sync.Contracts.InboxState state);
}

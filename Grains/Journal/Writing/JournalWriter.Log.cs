using Microsoft.Extensions.Logging;
using Sync.Contracts;

namespace Sync.Journal.Writing;

internal sealed partial class JournalWriter
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "A commit of {Entities} entities failed")]
    private partial void LogFailed(Exception exception, int entities);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Entity} was fenced at version {Version}: another activation wrote first")]
    private partial void LogFenced(EntityKey entity, long version);
}

using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

internal sealed partial class FileHandler
{
    [LoggerMessage(5211, LogLevel.Warning, "Files of {Adapter}: {File} cannot be finished now and is read again in {Pause}: {Reason}")]
    private partial void LogPostponed(string adapter, string file, TimeSpan pause, string reason);

    [LoggerMessage(EventId = 5212, Message = "Files of {Adapter}: {File} is {Outcome}: {Summary}")]
    private partial void Log(LogLevel level, string adapter, string file, string outcome, string summary);
}

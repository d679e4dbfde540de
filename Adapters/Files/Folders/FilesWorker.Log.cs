using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

internal sealed partial class FilesWorker
{
    [LoggerMessage(5201, LogLevel.Information, "Files of {Adapter} are taken from {Folder}")]
    private partial void LogWatching(string adapter, string folder);

    [LoggerMessage(5203, LogLevel.Critical, "Files of {Adapter} are no longer taken")]
    private partial void LogBroken(string adapter, Exception exception);
}

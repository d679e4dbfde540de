using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

internal sealed partial class BatchSubmitter
{
    [LoggerMessage(5221, LogLevel.Warning, "Files of {Adapter}: {Open} of {Total} rows could not be taken now and are given again: {Reason}")]
    private partial void LogNotNow(string adapter, int open, int total, string reason);
}

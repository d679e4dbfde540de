namespace Sync.Gateway.Live;

internal sealed partial class LivePlant
{
    [LoggerMessage(4301, LogLevel.Warning, "The stock view of plant {Plant} did not answer, {Failures} times in a row; trying again")]
    private static partial void LogFailed(ILogger log, Exception failure, string plant, int failures);
}

namespace Sync.Gateway.Errors;

internal sealed partial class FailureMiddleware
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed with {Code}")]
    private static partial void LogFailed(ILogger log, Exception failure, string method, string path, string code);

    [LoggerMessage(4002, LogLevel.Debug, "{Method} {Path} was refused with {Code}")]
    private static partial void LogRefused(ILogger log, string method, string path, string code);
}

namespace Sync.Gateway.Errors;

internal sealed partial class FailureMiddleware
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed with {Code}")]
    private static partial void LogFailed(ILogger log, Exception failure, string method, string path, string code);

    [LoggerMessage(4003, LogLevel.Debug, "The caller of {Method} {Path} went away")]
    private static partial void LogGone(ILogger log, Exception failure, string method, string path);

    [LoggerMessage(4002, LogLevel.Debug, "{Method} {Path} was refused with {Code}")]
    private static partial void LogRefused(ILogger log, string method, string path, string code);
}

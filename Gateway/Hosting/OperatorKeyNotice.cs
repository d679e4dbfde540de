namespace Sync.Gateway.Hosting;

/// <summary>Tells the operator where the key is. Never the key itself.</summary>
internal static partial class OperatorKeyNotice
{
    public static void Write(OperatorKey key, ILogger log)
    {
        if (key.Created) LogCreated(log, key.Path);
        else LogFound(log, key.Path);
    }

    [LoggerMessage(4201, LogLevel.Information, "A new operator key was made: it is the one line of {Path}")]
    private static partial void LogCreated(ILogger log, string path);

    [LoggerMessage(4202, LogLevel.Information, "The operator key is the one line of {Path}")]
    private static partial void LogFound(ILogger log, string path);
}

using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

internal sealed partial class WebhookPipelines
{
    [LoggerMessage(5111, LogLevel.Warning, "Subscription {Subscription}: the target failed too often, nothing is sent to it for {Seconds} s: {Error}")]
    private partial void LogOpened(string subscription, double seconds, string? error);

    [LoggerMessage(5112, LogLevel.Information, "Subscription {Subscription}: the target answers again")]
    private partial void LogClosed(string subscription);
}

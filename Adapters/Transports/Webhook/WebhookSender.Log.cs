using Microsoft.Extensions.Logging;

namespace Sync.Adapters;

internal sealed partial class WebhookSender
{
    [LoggerMessage(5101, LogLevel.Debug, "Subscription {Subscription}: {Change} was not delivered: {Error}")]
    private partial void LogFailed(string subscription, string change, string error);

    [LoggerMessage(5102, LogLevel.Warning, "Subscription {Subscription}: the target refused {Change}: {Error}")]
    private partial void LogRefused(string subscription, string change, string error);

    [LoggerMessage(5103, LogLevel.Warning, "Subscription {Subscription}: the target is gone: {Error}")]
    private partial void LogGone(string subscription, string error);

    [LoggerMessage(5104, LogLevel.Error, "Subscription {Subscription}: the delivery of {Change} broke")]
    private partial void LogUnforeseen(string subscription, string change, Exception exception);
}

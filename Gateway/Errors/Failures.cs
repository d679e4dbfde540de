using System.Text.Json;
using Sync.Gateway.Live;

namespace Sync.Gateway.Errors;

/// <summary>What an exception means to the caller. Messages of exceptions stay in the log: they may name what is none of the caller's business.</summary>
internal static class Failures
{
    public static (ErrorCode Error, string Message) Describe(Exception failure) => failure switch
    {
        BadHttpRequestException e => (OfStatus(e.StatusCode), Request(e)),
        OutcomeUnknownException => (ErrorCodes.OutcomeUnknown, "the answer of the commit was lost: the update may or may not be durable"),
        TimeoutException => (ErrorCodes.TimedOut, "an entity did not answer in time"),
        GatewayTooBusyException => (ErrorCodes.Busy, "the cluster has more work than it can take now"),
        OrleansException => (ErrorCodes.StoreUnavailable, "no silo could take the request"),
        ViewNotReadyException e => (ErrorCodes.ViewNotReady, e.Message),
        LiveFullException e => (ErrorCodes.LiveFull, e.Message),
        JsonException => (ErrorCodes.MalformedJson, "the body is not JSON"),
        _ => (ErrorCodes.Internal, "an unforeseen failure; the log has it under the trace id"),
    };

    /// <summary>The error that stands for a bare status: unknown routes, wrong methods and whatever else answers without a body.</summary>
    public static ErrorCode OfStatus(int status) => status switch
    {
        400 => ErrorCodes.InvalidQuery,
        401 => ErrorCodes.Unauthorized,
        403 => ErrorCodes.Forbidden,
        404 => ErrorCodes.NotFound,
        405 => ErrorCodes.MethodNotAllowed,
        408 or 504 => ErrorCodes.TimedOut,
        413 => ErrorCodes.TooLarge,
        415 => ErrorCodes.UnsupportedMediaType,
        429 => ErrorCodes.TooManyRequests,
        431 => ErrorCodes.InvalidQuery,
        502 or 503 => ErrorCodes.StoreUnavailable,
        < 500 => ErrorCodes.InvalidQuery with { Status = status },
        _ => ErrorCodes.Internal,
    };

    // "Failed to bind parameter "int limit" from "abc"." is about the request alone.
    private static string Request(BadHttpRequestException e) => e.StatusCode switch
    {
        413 => $"the body is larger than {GatewayLimits.MaxBodyBytes} bytes",
        408 => "the body did not come in time",
        400 when e.Message.StartsWith("Failed to bind parameter", StringComparison.Ordinal) => $"a parameter cannot be read: {e.Message.Replace("Failed to bind parameter ", "").Replace('"', '\'').TrimEnd('.')}",
        _ => "the request is not well-formed HTTP",
    };
}

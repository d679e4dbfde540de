using System.Diagnostics;
using Sync.Gateway.Json;

namespace Sync.Gateway.Errors;

/// <summary>Makes and writes the one shape of every error.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    /// <summary>How long a caller waits before it sends the same again, in seconds.</summary>
    private const string RetryAfter = "1";

    public static ProblemResult Of(ErrorCode error, string message) => new(error, error.With(message));

    /// <summary>A refusal by a grain: its code stands for the status.</summary>
    public static ProblemResult Of(Refusal refusal) => new(ErrorCodes.Find(refusal.Code), refusal);

    public static Task WriteAsync(HttpContext http, ErrorCode error, string message) => WriteAsync(http, error, error.With(message));

    public static Task WriteAsync(HttpContext http, ErrorCode error, Refusal refusal)
    {
        var response = http.Response;
        response.StatusCode = error.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (error.Status is 503 && response.Headers.RetryAfter.Count == 0) response.Headers.RetryAfter = RetryAfter;
        return JsonOutput.WriteAsync(http, Body(http, error, refusal), GatewayJson.Default.ProblemBody);
    }

    public static ProblemBody Body(HttpContext http, ErrorCode error, Refusal refusal) => new(
        $"/errors/{refusal.Code}", error.Title, error.Status, refusal.Message, $"{http.Request.PathBase}{http.Request.Path}", refusal.Code, refusal.Cure,
        Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
}

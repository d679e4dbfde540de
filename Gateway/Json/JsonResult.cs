using System.Text.Json.Serialization.Metadata;

namespace Sync.Gateway.Json;

/// <summary>A value as the answer of an endpoint, written by its generated serializer.</summary>
internal sealed class JsonResult<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        return JsonOutput.WriteAsync(httpContext, value, type);
    }
}

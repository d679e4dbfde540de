using Microsoft.AspNetCore.Diagnostics;

namespace Sync.Gateway.Errors;

/// <summary>Gives a body to errors that the framework answers without one: 404, 405, 415 and their kin.</summary>
internal static class StatusPages
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var message = status switch
        {
            404 => $"there is nothing at {http.Request.Path}",
            405 => $"{http.Request.Method} is not possible at {http.Request.Path}; {http.Response.Headers.Allow} is",
            415 => $"the media type '{http.Request.ContentType}' is not accepted here",
            _ => $"{http.Request.Method} {http.Request.Path} was answered with status {status}",
        };
        return Problems.WriteAsync(http, Failures.OfStatus(status) with { Status = status }, message);
    }
}

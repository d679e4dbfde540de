using System.Text;
using Microsoft.Net.Http.Headers;

namespace Sync.Gateway.Json;

/// <summary>Text for people as the answer of an endpoint.</summary>
internal sealed class TextResult(string text) : IResult
{
    private const string Plain = "text/plain";

    /// <summary>True when the caller asks for plain text and not, before it, for JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1)
            .FirstOrDefault(a => Is(a, Plain) || Is(a, "application/json") || Is(a, "application/*") || Is(a, "*/*"));
        return wanted is not null && Is(wanted, Plain);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = $"{Plain}; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsync(text, Encoding.UTF8, httpContext.RequestAborted);
    }

    private static bool Is(MediaTypeHeaderValue accept, string type) => accept.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}

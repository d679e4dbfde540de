using System.Net;
using System.Text;

namespace Sync.Gateway.Errors;

/// <summary>What an error code means, as a page for a person who followed the link of a problem.</summary>
internal sealed class ErrorPage(ErrorCode error) : IResult
{
    /// <summary>True when a browser asks.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        return httpContext.Response.WriteAsync(Write(), Encoding.UTF8, httpContext.RequestAborted);
    }

    private string Write() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(error.Title)} - OrleansSync</title></head>
        <body><main>
        <h1>{Safe(error.Title)}</h1>
        <p>Code <code>{Safe(error.Code)}</code>, HTTP status {error.Status} where a whole request is refused with it.</p>
        <h2>What to do</h2>
        <p>{Safe(error.Cure)}</p>
        <p>The message of the answer says what it was about this time. Nothing that was refused has changed anything.</p>
        <p><a href="/scalar">The API</a> - <a href="/">The live page</a></p>
        </main></body>
        </html>
        """;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}

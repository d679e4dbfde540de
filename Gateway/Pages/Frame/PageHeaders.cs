namespace Sync.Pages.Frame;

/// <summary>Pages run only our own scripts and styles, and nobody keeps a copy of them.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            if (IsPage(response))
            {
                response.Headers.ContentSecurityPolicy = Policy;
                response.Headers.CacheControl = "no-store";
                response.Headers["Referrer-Policy"] = "same-origin";
            }

            return Task.CompletedTask;
        }, http.Response);
        return next(http);
    }

    private static bool IsPage(HttpResponse response) =>
        response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;
}

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Access;

/// <summary>Authenticates by API key, and answers with problem details where a key is missing or not enough.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ApiKeyCredential.TryRead(Request, out var key, out var isBasic)) return AuthenticateResult.NoResult();
        if (isBasic && IsFromElsewhere()) return AuthenticateResult.Fail("a browser sent the key from another site");
        return await keys.FindAsync(key) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme))
            : AuthenticateResult.Fail("the key is not known");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A browser asks its user only when it is told to; programs are not told, so that none falls back to Basic.
        Response.Headers.WWWAuthenticate = BrowserPages.Has(Request.Path) ? "Basic realm=\"OrleansSync\", charset=\"UTF-8\"" : "Bearer";
        var message = Request.Headers.Authorization.Count == 0 ? "the request has no Authorization header" : "the key in the Authorization header is not known";
        return Problems.WriteAsync(Context, ErrorCodes.Unauthorized, message);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(d => d.Policy).OfType<string>() ?? [];
        return Problems.WriteAsync(Context, ErrorCodes.Forbidden, $"the key '{Context.Caller().Name}' lacks {string.Join(" and ", needed)}");
    }

    /// <summary>Browsers send stored Basic credentials along with requests that another site made; those may look, not act.</summary>
    private bool IsFromElsewhere() =>
        !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method)
        && Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none");
}

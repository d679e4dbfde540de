using System.Security.Claims;

namespace Sync.Gateway.Access;

/// <summary>The caller as ASP.NET Core carries it.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name)], ApiKeyHandler.Scheme)
{
    public Caller Caller => caller;
}

/// <summary>Finds the caller of a request.</summary>
internal static class CallerExtensions
{
    public static Caller Caller(this HttpContext http) => (http.User.Identity as CallerIdentity)?.Caller ?? Access.Caller.Nobody;
}

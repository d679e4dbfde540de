using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Authorization;

namespace Sync.Gateway.Access;

/// <summary>What a key must allow: one of the scopes (none named: any key will do), perhaps for every plant.</summary>
internal sealed record ScopeRequirement(ImmutableArray<string> AnyOf, bool Everywhere = false, bool OrLoopback = false) : IAuthorizationRequirement;

/// <summary>Judges requests by their key.</summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (IsMet(context, requirement)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsMet(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (requirement.OrLoopback && context.Resource is HttpContext http && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)) return true;
        return context.User.Identity is CallerIdentity { Caller: var caller }
            && (requirement.AnyOf.IsEmpty || requirement.AnyOf.Any(caller.Has))
            && (!requirement.Everywhere || caller.Everywhere);
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Sync.Gateway.Access;

namespace Sync.Gateway.Hosting;

/// <summary>Registers keys and policies.</summary>
internal static class GatewayAuthorization
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(p => OperatorKeyFile.Load(p.GetRequiredService<IOptions<GatewayOptions>>().Value));
        services.AddSingleton<KeyDirectory>();
        services.AddHostedService<OperatorKeySharing>();
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        services.AddAuthentication(ApiKeyHandler.Scheme).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(GatewayPolicies.AnyKey, Needs())
            .AddPolicy(GatewayPolicies.UpdatesWrite, Needs(Scopes.UpdatesWrite))
            .AddPolicy(GatewayPolicies.StockRead, Needs(Scopes.StockRead))
            .AddPolicy(GatewayPolicies.MastersWrite, Needs(Scopes.MastersWrite))
            .AddPolicy(GatewayPolicies.MastersRead, Needs(Scopes.StockRead, Scopes.MastersWrite))
            .AddPolicy(GatewayPolicies.SubscriptionsWrite, Needs(Scopes.SubscriptionsWrite))
            .AddPolicy(GatewayPolicies.Operate, Needs(Scopes.Operate))
            .AddPolicy(GatewayPolicies.OperateEverywhere, p => p.AddRequirements(new ScopeRequirement([Scopes.Operate], Everywhere: true)))
            .AddPolicy(GatewayPolicies.OperateOrLoopback, p => p.AddRequirements(new ScopeRequirement([Scopes.Operate], Everywhere: true, OrLoopback: true)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoPage).Build());
    }

    private static Action<AuthorizationPolicyBuilder> Needs(params string[] anyOf) => p => p.AddRequirements(new ScopeRequirement([.. anyOf]));

    /// <summary>A page that says nothing about who may see it is seen by operators only. Unknown addresses and wrong methods are no pages:
    /// they say so to everybody.</summary>
    private static bool IsNoPage(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && (http.GetEndpoint() is not RouteEndpoint || http.Caller() is { Everywhere: true } caller && caller.Has(Scopes.Operate));
}

using Sync.Gateway.Errors;

namespace Sync.Gateway.Access;

/// <summary>Before any endpoint with business identifiers in its address: they are well-formed, and the key is for this plant.</summary>
internal sealed class RouteFilter : IEndpointFilter
{
    private static readonly string[] Names = ["plant", "location", "item"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        foreach (var name in Names)
        {
            if (http.GetRouteValue(name) is null) continue;
            var value = RouteIds.Read(http, name);
            if (!Identifiers.IsValid(value)) return Problems.Of(ErrorCodes.InvalidQuery, $"the {name} in the address is not 1 to {Identifiers.MaxLength} characters without control characters and outer white space");
            if (name == "plant" && !http.Caller().MayPlant(value)) return Problems.Of(ErrorCodes.Forbidden, $"the key '{http.Caller().Name}' is not for plant {value}");
        }

        return await next(context);
    }
}

using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Updates;

/// <summary>Where updates come in.</summary>
internal static class UpdateEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var handler = routes.ServiceProvider.GetRequiredService<UpdateHandler>();
        // Not a bare request delegate: those are left out of the API description.
        routes.MapPost("/v1/updates", (Delegate)handler.HandleAsync)
            .RequireAuthorization(GatewayPolicies.UpdatesWrite).WithTags("Updates").WithSummary("Send updates: one, a batch, or one a line")
            .WithDescription(UpdateExamples.Description);

        routes.MapGet("/v1/types", () => new JsonResult<TypesBody>(TypesBody.Public, GatewayJson.Default.TypesBody))
            .RequireAuthorization(GatewayPolicies.AnyKey).WithTags("Updates").WithSummary("The types of update that can be sent").Produces<TypesBody>();
    }
}

using Sync.Gateway.Commands;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Plants;

/// <summary>Whose reports of movements count at a plant.</summary>
internal static class OwnershipEndpoints
{
    private static readonly UpdateType Set = Masters.Type("plant.set-ownership");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/plants/{plant}/ownership").WithTags("Plants");
        group.MapGet("", GetAsync).RequireAuthorization(GatewayPolicies.MastersRead).WithSummary("Whose reports of movements count at a plant").Produces<OwnershipBody>();
        group.MapPut("", PutAsync).RequireAuthorization(GatewayPolicies.MastersWrite).WithSummary("Say whose reports of movements count: all rules at once")
            .WithDescription("The first rule that fits decides. What any other source reports is a claim: it moves nothing and is matched to the owner's report by document, lot and quantity.")
            .WithBody<OwnershipRequest>(Examples.Ownership).Produces<OwnershipBody>();
    }

    private static Task<IResult> GetAsync(HttpContext http, string plant, IGrainFactory grains) => PlantMasters.GetAsync(http, grains, OwnershipBody.Of, GatewayJson.Default.OwnershipBody);

    private static async Task<IResult> PutAsync(HttpContext http, string plant, IGrainFactory grains, GatewayCommands commands) =>
        await PlantMasters.SetAsync(http, Set, commands) ?? await GetAsync(http, plant, grains);
}

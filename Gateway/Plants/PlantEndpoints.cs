using Sync.Gateway.Commands;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Plants;

/// <summary>Plant masters and their locations.</summary>
internal static class PlantEndpoints
{
    private static readonly UpdateType Register = Masters.Type("plant.register");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/plants/{plant}").WithTags("Plants");
        group.MapGet("", GetAsync).RequireAuthorization(GatewayPolicies.MastersRead).WithSummary("A plant with its locations").Produces<PlantBody>();
        group.MapPut("", PutAsync).RequireAuthorization(GatewayPolicies.MastersWrite).WithSummary("Register a plant or change it").WithBody<PlantRequest>(Examples.Plant).Produces<PlantBody>();
        group.MapPut("/locations/{location}", PutLocationAsync).RequireAuthorization(GatewayPolicies.MastersWrite).WithSummary("Register a location or change it")
            .WithBody<LocationRequest>(Examples.Location).Produces<PlantBody>();
        OwnershipEndpoints.Map(routes);
        PeriodsEndpoints.Map(routes);
    }

    private static Task<IResult> GetAsync(HttpContext http, string plant, IGrainFactory grains) => PlantMasters.GetAsync(http, grains, PlantBody.Of, GatewayJson.Default.PlantBody);

    private static async Task<IResult> PutAsync(HttpContext http, string plant, IGrainFactory grains, GatewayCommands commands) =>
        await PlantMasters.SetAsync(http, Register, commands) ?? await GetAsync(http, plant, grains);

    private static async Task<IResult> PutLocationAsync(HttpContext http, string plant, string location, IGrainFactory grains, GatewayCommands commands)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.LocationRequest);
        if (request is null) return problem!;
        return await commands.DoAsync(http, PlantMasters.Target(http), new PlantUpdate.RegisterLocation(RouteIds.Location(http), request.Name)) ?? await GetAsync(http, plant, grains);
    }
}

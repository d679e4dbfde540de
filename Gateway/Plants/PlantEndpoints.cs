using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
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

    private static async Task<IResult> GetAsync(HttpContext http, string plant, IGrainFactory grains)
    {
        var id = RouteIds.Plant(http);
        return await grains.GetGrain<IPlantGrain>(Identifiers.ToSegment(id.Value)).Get() is { } master
            ? new JsonResult<PlantBody>(PlantBody.Of(master), GatewayJson.Default.PlantBody)
            : Problems.Of(ErrorCodes.NotFound, $"the plant {id} is not known");
    }

    private static async Task<IResult> PutAsync(HttpContext http, string plant, IGrainFactory grains, GatewayCommands commands)
    {
        var (payload, problem) = await RequestBody.ReadDataAsync(http, Register);
        if (payload is null) return problem!;
        return await commands.DoAsync(http, Target(http), payload) ?? await GetAsync(http, plant, grains);
    }

    private static async Task<IResult> PutLocationAsync(HttpContext http, string plant, string location, IGrainFactory grains, GatewayCommands commands)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.LocationRequest);
        if (request is null) return problem!;
        return await commands.DoAsync(http, Target(http), new PlantUpdate.RegisterLocation(RouteIds.Location(http), request.Name)) ?? await GetAsync(http, plant, grains);
    }

    private static EntityKey Target(HttpContext http) => new(EntityKinds.Plant, Identifiers.ToSegment(RouteIds.Plant(http).Value));
}

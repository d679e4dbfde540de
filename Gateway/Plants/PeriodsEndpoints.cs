using Sync.Gateway.Commands;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Plants;

/// <summary>Up to which day the books of a plant are closed.</summary>
internal static class PeriodsEndpoints
{
    private static readonly UpdateType Set = Masters.Type("plant.set-periods");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/plants/{plant}/periods").WithTags("Plants");
        group.MapGet("", GetAsync).RequireAuthorization(GatewayPolicies.MastersRead).WithSummary("Up to which day the books of a plant are closed").Produces<PeriodsBody>();
        group.MapPut("", PutAsync).RequireAuthorization(GatewayPolicies.MastersWrite).WithSummary("Close the books of a plant up to a day, or open them")
            .WithDescription("A movement that is posted into a closed period is recorded all the same: it keeps its date and opens a case, or it is posted on the first open day and keeps both dates, as `rule` says. Requests are refused.")
            .WithBody<PeriodsRequest>(Examples.Periods).Produces<PeriodsBody>();
    }

    private static Task<IResult> GetAsync(HttpContext http, string plant, IGrainFactory grains) => PlantMasters.GetAsync(http, grains, PeriodsBody.Of, GatewayJson.Default.PeriodsBody);

    private static async Task<IResult> PutAsync(HttpContext http, string plant, IGrainFactory grains, GatewayCommands commands) =>
        await PlantMasters.SetAsync(http, Set, commands) ?? await GetAsync(http, plant, grains);
}

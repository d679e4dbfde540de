using System.Text.Json.Serialization.Metadata;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.Plants;

/// <summary>How what a plant's master says is read and set. Each resource shows its own part of the one master.</summary>
internal static class PlantMasters
{
    public static EntityKey Target(HttpContext http) => new(EntityKinds.Plant, Identifiers.ToSegment(RouteIds.Plant(http).Value));

    public static async Task<IResult> GetAsync<TBody>(HttpContext http, IGrainFactory grains, Func<PlantMaster, TBody> part, JsonTypeInfo<TBody> json)
    {
        var id = RouteIds.Plant(http);
        return await grains.GetGrain<IPlantGrain>(Identifiers.ToSegment(id.Value)).Get() is { } master
            ? new JsonResult<TBody>(part(master), json)
            : Problems.Of(ErrorCodes.NotFound, $"the plant {id} is not known");
    }

    /// <summary>Submits what the body of the request says.</summary>
    /// <returns>What is wrong with it; null when it was done.</returns>
    public static async Task<IResult?> SetAsync(HttpContext http, UpdateType type, GatewayCommands commands)
    {
        var (payload, problem) = await RequestBody.ReadDataAsync(http, type);
        return payload is null ? problem : await commands.DoAsync(http, Target(http), payload);
    }
}

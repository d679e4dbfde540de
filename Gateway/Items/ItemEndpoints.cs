using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Items;

/// <summary>Item masters.</summary>
internal static class ItemEndpoints
{
    private static readonly UpdateType Register = Masters.Type("item.register");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/items/{item}").WithTags("Items");
        group.MapGet("", GetAsync).RequireAuthorization(GatewayPolicies.MastersRead).WithSummary("An item master").Produces<ItemBody>();
        group.MapPut("", PutAsync).RequireAuthorization(GatewayPolicies.MastersWrite).WithSummary("Register an item or change it").WithBody<ItemRequest>(Examples.Item).Produces<ItemBody>();
    }

    private static async Task<IResult> GetAsync(HttpContext http, string item, IGrainFactory grains)
    {
        var number = RouteIds.Item(http);
        return await grains.GetGrain<IItemGrain>(Identifiers.ToSegment(number.Value)).Get() is { } master
            ? new JsonResult<ItemBody>(ItemBody.Of(master), GatewayJson.Default.ItemBody)
            : Problems.Of(ErrorCodes.NotFound, $"the item {number} is not known");
    }

    private static async Task<IResult> PutAsync(HttpContext http, string item, IGrainFactory grains, GatewayCommands commands)
    {
        var target = new EntityKey(EntityKinds.Item, Identifiers.ToSegment(RouteIds.Item(http).Value));
        if (Masters.Check(http, target) is { } forbidden) return forbidden;
        var (payload, problem) = await RequestBody.ReadDataAsync(http, Register);
        if (payload is null) return problem!;
        return await commands.DoAsync(http, target, payload) ?? await GetAsync(http, item, grains);
    }
}

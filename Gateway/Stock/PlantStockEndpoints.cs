using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Stock;

/// <summary>The live stock of a plant.</summary>
internal static class PlantStockEndpoints
{
    private const int Page = 5_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/plants/{plant}/stock").RequireAuthorization(GatewayPolicies.StockRead).WithTags("Stock");
        group.MapGet("", ListAsync).WithSummary("The live stock of a plant, filtered, sorted, page by page")
            .WithDescription("With `Accept: application/x-ndjson`: every row that fits the filters, one a line, without a cap; the header `Sync-Behind-Milliseconds` tells how far the view is behind the journal.")
            .Produces<PlantStockBody>();
        group.MapGet("/{item}", ItemAsync).WithSummary("An item at every location of a plant, with totals").Produces<ItemStockBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, string plant, [AsParameters] StockQuery parameters, IGrainFactory grains)
    {
        var id = RouteIds.Plant(http);
        var (query, wrong) = parameters.Read();
        if (query is null) return Problems.Of(ErrorCodes.InvalidQuery, wrong!);
        var view = View(grains, id);
        var all = MediaKinds.WantsNdjson(http.Request);
        if (all) query = query with { After = null, Max = Page };
        var page = await view.Query(query);
        if (page.Total == 0 && await IsUnknownAsync(grains, id)) return Unknown(id);
        return all ? new PlantStockStream(view, query, page) : new JsonResult<PlantStockBody>(PlantStockBody.Of(page), GatewayJson.Default.PlantStockBody);
    }

    private static async Task<IResult> ItemAsync(HttpContext http, string plant, string item, IGrainFactory grains)
    {
        var (id, number) = (RouteIds.Plant(http), RouteIds.Item(http));
        var query = new PlantStockQuery(Item: number, Max: Page);
        var page = await View(grains, id).Query(query);
        var rows = page.Rows.ToList();
        while (page.Next is { } after)
        {
            page = await View(grains, id).Query(query with { After = after });
            rows.AddRange(page.Rows);
        }

        if (rows.Count == 0 && await IsUnknownAsync(grains, id)) return Unknown(id);
        return new JsonResult<ItemStockBody>(
            new ItemStockBody(id.Value, number.Value, [.. rows.Select(StockRowBody.Of)], TotalsBody.Of(rows), rows.Count, LagBody.Of(page.Behind)), GatewayJson.Default.ItemStockBody);
    }

    private static IPlantStockGrain View(IGrainFactory grains, PlantId plant) => grains.GetGrain<IPlantStockGrain>(Identifiers.ToSegment(plant.Value));

    /// <summary>An empty answer may mean a plant without stock, or a slip of the pen.</summary>
    private static async Task<bool> IsUnknownAsync(IGrainFactory grains, PlantId plant) => await grains.GetGrain<IPlantGrain>(Identifiers.ToSegment(plant.Value)).Get() is null;

    private static ProblemResult Unknown(PlantId plant) => Problems.Of(ErrorCodes.NotFound, $"the plant {plant} is not known");
}

using Sync.Gateway.Access;
using Sync.Gateway.Errors;

namespace Sync.Gateway.Live;

/// <summary>The stock of a plant as it moves.</summary>
internal static class LiveEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/plants/{plant}/live", WatchAsync).RequireAuthorization(GatewayPolicies.StockRead).WithTags("Stock")
            .WithSummary("The stock of a plant as it moves: a snapshot, then every change, as server-sent events")
            .WithDescription(
                "Events: `begin` (forget all rows; `restarted` when the view began anew), `snapshot` (rows), `ready`, `changed` (rows, and keys in `removed` that fit no longer), "
                + "`behind` (changes were merged: the newest state of each position follows), `stalled`, `resumed`, and `ping` each 15 s. Rows are those of the stock list. "
                + "The `id` of an event is a cursor: send it back as `Last-Event-ID`, or as `lastEventId` with the same filters, and only what changed since comes.")
            .Produces<string>(StatusCodes.Status200OK, LiveStream.MediaType);
    }

    private static async Task<IResult> WatchAsync(HttpContext http, string plant, [AsParameters] LiveQuery parameters, ILiveStock live, IGrainFactory grains, KeyDirectory keys)
    {
        var id = RouteIds.Plant(http);
        var (filter, wrong) = parameters.Read();
        if (filter is null) return Problems.Of(ErrorCodes.InvalidQuery, wrong!);
        if (await IsUnknownAsync(grains, id)) return Problems.Of(ErrorCodes.NotFound, $"the plant {id} is not known");
        return new LiveStream(live, id, filter, After(http, parameters), keys);
    }

    /// <summary>A browser that connects again sends the header, and the address that it had before. An id of something else is one of a view that is gone.</summary>
    private static LiveCursor? After(HttpContext http, LiveQuery parameters)
    {
        var text = http.Request.Headers[LiveStream.LastEventId] is [{ Length: > 0 } header] ? header : parameters.LastEventId;
        if (string.IsNullOrEmpty(text)) return null;
        return LiveCursor.TryParse(text, out var cursor) ? cursor : new LiveCursor("", 0);
    }

    private static async Task<bool> IsUnknownAsync(IGrainFactory grains, PlantId plant)
    {
        var segment = Identifiers.ToSegment(plant.Value);
        return await grains.GetGrain<IPlantGrain>(segment).Get() is null && (await grains.GetGrain<IPlantStockGrain>(segment).Query(new PlantStockQuery(Max: 1))).Total == 0;
    }
}

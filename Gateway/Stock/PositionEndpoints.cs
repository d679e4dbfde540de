using Microsoft.Net.Http.Headers;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.Stock;

/// <summary>One stock position and its history.</summary>
internal static class PositionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/stock/{plant}/{location}/{item}").RequireAuthorization(GatewayPolicies.StockRead).WithTags("Stock");
        group.MapGet("", GetAsync).WithSummary("A stock position as it stands, with the age of what each source said")
            .WithDescription("`atLeast` waits up to 5 s until the version of a receipt is readable: read your own write. The ETag is the version. "
                + "`at` with `time=recorded` (what this system knew then) or `time=occurred` (what had happened by then, as it is known now) reads the past; so does `atSource` with `sequenceOrId` (and `epoch`), a watermark of a source: the position when the update with that message id was recorded, or the newest of its sequences up to that number. What was recorded before it is in it, in whatever order it came.").Produces<PositionBody>();
        group.MapGet("/history", HistoryAsync).WithSummary("The records of a position, newest first").Produces<HistoryBody>();
    }

    private static async Task<IResult> GetAsync(HttpContext http, string plant, string location, string item, long? atLeast, [AsParameters] PastQuery past, StockReading stock, IGrainFactory grains, TimeProvider clock)
    {
        var key = RouteIds.Position(http);
        if (past.IsAsked) return await PastAsync(key, past, atLeast, grains);
        var position = await stock.GetAsync(key, atLeast);
        if (position is null && atLeast is not null && await stock.GetAsync(key, null) is { } now)
            return Problems.Of(ErrorCodes.NotYet, $"{key} is at version {now.Version}: {atLeast} did not come within 5 s");
        if (position is null) return Problems.Of(ErrorCodes.NotFound, $"nothing was ever recorded for {key}");
        var tag = new EntityTagHeaderValue($"\"{position.Version}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new JsonResult<PositionBody>(PositionBody.Of(position, clock.GetUtcNow()), GatewayJson.Default.PositionBody);
    }

    private static async Task<IResult> PastAsync(StockKey key, PastQuery past, long? atLeast, IGrainFactory grains)
    {
        if (atLeast is not null) return Problems.Of(ErrorCodes.InvalidQuery, "atLeast waits for the present: it cannot be combined with a moment of the past");
        var (moment, wrong) = past.Read();
        if (moment is null) return Problems.Of(wrong!);
        var answer = await grains.GetGrain<IStockHistoryGrain>(key.ToString()).At(moment);
        if (answer.Refusal is { } refusal) return Problems.Of(refusal);
        return answer.State is { } state
            ? new JsonResult<PositionBody>(PositionBody.Of(state), GatewayJson.Default.PositionBody)
            : ExplainEndpoints.Unknown(key);
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, string plant, string location, string item, long? before, int? limit, IGrainFactory grains)
    {
        var key = RouteIds.Position(http);
        if (limit is < 1 or > GatewayLimits.MaxPage) return Problems.Of(ErrorCodes.InvalidQuery, $"limit {limit} is not 1 to {GatewayLimits.MaxPage}");
        if (before is < 1) return Problems.Of(ErrorCodes.InvalidQuery, $"before {before} is not a version");
        var max = limit ?? GatewayLimits.DefaultPage;
        var records = await grains.GetGrain<IStockGrain>(key.ToString()).History(before, max);
        // Without records it may be that all of them before that version were archived, or that there never was one.
        return records.IsEmpty && (before is null || await grains.GetGrain<IStockGrain>(key.ToString()).Get(null) is null)
            ? Problems.Of(ErrorCodes.NotFound, $"nothing was ever recorded for {key}")
            : new JsonResult<HistoryBody>(HistoryBody.Of(records, max, before), GatewayJson.Default.HistoryBody);
    }
}

using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.Stock;

/// <summary>Why a position's number is what it is, and what lies between two moments of it.</summary>
internal static class ExplainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/stock/{plant}/{location}/{item}").RequireAuthorization(GatewayPolicies.StockRead).WithTags("Stock");
        group.MapGet("/explain", ExplainAsync).WithSummary("Why the number is what it is: what happened, who said what, what waits, what to do next")
            .WithDescription("Lines are in order of occurrence; opening + lines = closing, exactly. `from` and `to` (instants) narrow what is told; long histories come page by page: give `before` of an answer to read the lines before it. With `Accept: text/plain`: the same as a story to read.")
            .Produces<ExplanationBody>();
        group.MapGet("/compare", CompareAsync).WithSummary("The position at two moments, and what moved between")
            .WithDescription("`time` is `recorded` (what this system knew then) or `occurred` (what had happened by then, as it is known now). from + omitted + lines = to, exactly. "
                + " Either side may be a watermark of a source instead of an instant, by time=recorded: `fromSource` with `fromSequenceOrId` (and `fromEpoch`), `toSource` with `toSequenceOrId` (and `toEpoch`).")
            .Produces<ComparisonBody>();
    }

    private static async Task<IResult> ExplainAsync(HttpContext http, string plant, string location, string item, [AsParameters] ExplainParameters parameters, IGrainFactory grains)
    {
        var key = RouteIds.Position(http);
        var (query, wrong) = parameters.Read();
        if (query is null) return Problems.Of(ErrorCodes.InvalidQuery, wrong!);
        var answer = await grains.GetGrain<IStockHistoryGrain>(key.ToString()).Explain(query);
        if (answer.Refusal is { } refusal) return Problems.Of(refusal);
        if (answer.Explanation is not { } explanation) return Unknown(key);
        return TextResult.IsWanted(http.Request)
            ? new TextResult(explanation.Story)
            : new JsonResult<ExplanationBody>(ExplanationBody.Of(explanation), GatewayJson.Default.ExplanationBody);
    }

    private static async Task<IResult> CompareAsync(HttpContext http, string plant, string location, string item, [AsParameters] CompareParameters parameters, IGrainFactory grains)
    {
        var key = RouteIds.Position(http);
        var (from, to, wrong) = parameters.Read();
        if (wrong is not null) return Problems.Of(wrong);
        var answer = await grains.GetGrain<IStockHistoryGrain>(key.ToString()).Compare(from!, to!, parameters.Limit ?? GatewayLimits.DefaultPage);
        if (answer.Refusal is { } refusal) return Problems.Of(refusal);
        return answer.Comparison is { } comparison
            ? new JsonResult<ComparisonBody>(ComparisonBody.Of(comparison), GatewayJson.Default.ComparisonBody)
            : Unknown(key);
    }

    public static ProblemResult Unknown(StockKey key) => Problems.Of(ErrorCodes.NotFound, $"nothing was ever recorded for {key}");
}

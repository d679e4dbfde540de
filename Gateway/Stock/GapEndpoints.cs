using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Stock;

/// <summary>Holes in strict sequences at a position, and the word of an operator that they will never be filled.</summary>
internal static class GapEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/stock/{plant}/{location}/{item}/gaps").WithTags("Held updates");
        group.MapGet("", ListAsync).RequireAuthorization(GatewayPolicies.StockRead).WithSummary("The missing sequences that updates of a position wait for").Produces<GapsBody>();
        group.MapPost("/declare", DeclareAsync).RequireAuthorization(GatewayPolicies.Operate).WithSummary("Declare that sequences do not exist, with a reason: what waits for them goes on")
            .WithDescription(HeldEndpoints.PreviewDescription).WithBody<GapRequest>(Examples.Gap).Produces<Updates.ReceiptBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, string plant, string location, string item, IGrainFactory grains)
    {
        var gaps = await grains.GetGrain<IStockGrain>(RouteIds.Position(http).ToString()).Gaps();
        return new JsonResult<GapsBody>(new GapsBody([.. gaps.Select(g => new GapBody(g.Source, g.Epoch, g.From, g.To, g.Since))]), GatewayJson.Default.GapsBody);
    }

    private static async Task<IResult> DeclareAsync(HttpContext http, string plant, string location, string item, bool? preview, HeldActions actions)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.GapRequest);
        if (request is null) return problem!;
        if (request.Source is not { } source || request.From is not { } from) return Problems.Of(ErrorCodes.FieldMissing, "source and from name the missing sequence, to the last one of a range");
        return await actions.DoAsync(http, new ControlUpdate.DeclareMissing(source, request.Epoch, from, request.To ?? from, request.Reason ?? "", http.Caller().Name), preview);
    }
}

/// <summary>The gaps of a position.</summary>
internal sealed record GapsBody(IReadOnlyList<GapBody> Gaps);

/// <summary>One gap: the first and the last missing sequence.</summary>
internal sealed record GapBody(string Source, int Epoch, long From, long To, DateTimeOffset Since);

/// <summary>Which sequences do not exist, and why.</summary>
internal sealed record GapRequest(string? Source = null, int Epoch = 0, long? From = null, long? To = null, string? Reason = null);

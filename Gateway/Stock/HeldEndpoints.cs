using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Stock;

/// <summary>The updates that wait at a position, and what an operator does about them.</summary>
internal static class HeldEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/stock/{plant}/{location}/{item}/held").WithTags("Held updates");
        group.MapGet("", ListAsync).RequireAuthorization(GatewayPolicies.StockRead).WithSummary("The updates that are held at a position, in order").Produces<HeldListBody>();
        group.MapPost("/resume", ResumeAsync).RequireAuthorization(GatewayPolicies.Operate).WithSummary("Decide held updates again: all, or the named one").WithBody<HeldRequest>(Examples.Held).Produces<ReceiptBody>();
        group.MapPost("/discard", DiscardAsync).RequireAuthorization(GatewayPolicies.Operate).WithSummary("Give up a held update, with a reason").WithBody<HeldRequest>(Examples.Held).Produces<ReceiptBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, string plant, string location, string item, IGrainFactory grains)
    {
        var held = await grains.GetGrain<IStockGrain>(RouteIds.Position(http).ToString()).Held();
        return new JsonResult<HeldListBody>(new HeldListBody([.. held.Select(HeldBody.Of)]), GatewayJson.Default.HeldListBody);
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, string plant, string location, string item, GatewayCommands commands)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.HeldRequest, new HeldRequest());
        if (request is null) return problem!;
        if (request.Id is null != request.Source is null) return Problems.Of(ErrorCodes.FieldMissing, "source and id name a held update together");
        return await SendAsync(http, new ControlUpdate.Resume(request.ToIdentity()), commands);
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, string plant, string location, string item, GatewayCommands commands)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.HeldRequest);
        if (request is null) return problem!;
        if (request.ToIdentity() is not { } held) return Problems.Of(ErrorCodes.FieldMissing, "source and id name the held update");
        return await SendAsync(http, new ControlUpdate.Discard(held, request.Reason ?? "", http.Caller().Name), commands);
    }

    private static async Task<IResult> SendAsync(HttpContext http, ControlUpdate control, GatewayCommands commands)
    {
        var (receipt, problem) = await commands.SubmitAsync(http, RouteIds.Position(http).ToEntity(), control);
        if (receipt is null) return problem!;
        return receipt is Receipt.Rejected refused ? Problems.Of(refused.Reason) : ReceiptResult.Of(receipt);
    }
}

/// <summary>Which held update, and why.</summary>
internal sealed record HeldRequest(string? Source = null, int Epoch = 0, string? Id = null, string? Reason = null)
{
    public UpdateId? ToIdentity() => Source is not null && Id is not null ? new UpdateId(Source, Epoch, Id) : null;
}

/// <summary>The updates that wait, in order.</summary>
internal sealed record HeldListBody(IReadOnlyList<HeldBody> Held);

/// <summary>A held update.</summary>
internal sealed record HeldBody(RawJson Update, Refusal Reason, DateTimeOffset Since, long Version)
{
    public static HeldBody Of(HeldUpdate held) => new(new RawJson(UpdateJson.Write(held.Update)), held.Reason, held.Since, held.Version);
}

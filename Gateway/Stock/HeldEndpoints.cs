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
    public const string PreviewDescription = "With `?preview=true` nothing is written: the answer shows the balances before and after, and what would become of each held update.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/stock/{plant}/{location}/{item}/held").WithTags("Held updates");
        group.MapGet("", ListAsync).RequireAuthorization(GatewayPolicies.StockRead).WithSummary("The updates that are held at a position, in order").Produces<HeldListBody>();
        Action(group, "/resume", ResumeAsync, "Decide held updates again: all, or the named one").WithBody<HeldRequest>(Examples.Held);
        Action(group, "/discard", DiscardAsync, "Give up a held update, with a reason").WithBody<HeldRequest>(Examples.Held);
        Action(group, "/new-epoch", NewEpochAsync, "Say of a held conflict that its source started its numbers again").WithBody<HeldRequest>(Examples.Held);
        Action(group, "/fix", FixAsync, "Correct the data of a held update and decide it again; the original is kept").WithBody<FixRequest>(Examples.Fix);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string plant, string location, string item, IGrainFactory grains)
    {
        var held = await grains.GetGrain<IStockGrain>(RouteIds.Position(http).ToString()).Held();
        return new JsonResult<HeldListBody>(new HeldListBody([.. held.Select(HeldBody.Of)]), GatewayJson.Default.HeldListBody);
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, string plant, string location, string item, bool? preview, HeldActions actions)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.HeldRequest, new HeldRequest());
        if (request is null) return problem!;
        if (request.Id is null != request.Source is null) return Problems.Of(ErrorCodes.FieldMissing, "source and id name a held update together");
        return await actions.DoAsync(http, new ControlUpdate.Resume(request.ToIdentity()), preview);
    }

    private static Task<IResult> DiscardAsync(HttpContext http, string plant, string location, string item, bool? preview, HeldActions actions) =>
        NamedAsync(http, actions, preview, (held, reason) => new ControlUpdate.Discard(held, reason, http.Caller().Name));

    private static Task<IResult> NewEpochAsync(HttpContext http, string plant, string location, string item, bool? preview, HeldActions actions) =>
        NamedAsync(http, actions, preview, (held, reason) => new ControlUpdate.NewEpoch(held, reason, http.Caller().Name));

    private static async Task<IResult> FixAsync(HttpContext http, string plant, string location, string item, bool? preview, IGrainFactory grains, HeldActions actions)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.FixRequest);
        if (request is null) return problem!;
        if (request.ToIdentity() is not { } id || request.Data is not { } data) return Problems.Of(ErrorCodes.FieldMissing, "source and id name the held update, data is what it should have said");
        var waiting = await grains.GetGrain<IStockGrain>(RouteIds.Position(http).ToString()).Held();
        if (waiting.FirstOrDefault(h => h.Update.Id == id) is not { } held) return Problems.Of(ErrorCodes.HeldUnknown, $"{id} is not held at {RouteIds.Position(http)}");
        var (corrected, refusal) = request.Correct(held.Update, data);
        return corrected is null ? Problems.Of(refusal!) : await actions.DoAsync(http, new ControlUpdate.Fix(id, UpdateJson.Write(corrected), request.Reason ?? "", http.Caller().Name), preview);
    }

    private static async Task<IResult> NamedAsync(HttpContext http, HeldActions actions, bool? preview, Func<UpdateId, string, ControlUpdate> control)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.HeldRequest);
        if (request is null) return problem!;
        return request.ToIdentity() is { } held
            ? await actions.DoAsync(http, control(held, request.Reason ?? ""), preview)
            : Problems.Of(ErrorCodes.FieldMissing, "source and id name the held update");
    }

    private static RouteHandlerBuilder Action(RouteGroupBuilder group, string path, Delegate handler, string summary) =>
        group.MapPost(path, handler).RequireAuthorization(GatewayPolicies.Operate).WithSummary(summary).WithDescription(PreviewDescription).Produces<ReceiptBody>();
}

/// <summary>Which held update, and why.</summary>
internal sealed record HeldRequest(string? Source = null, int Epoch = 0, string? Id = null, string? Reason = null)
{
    public UpdateId? ToIdentity() => Source is not null && Id is not null ? new UpdateId(Source, Epoch, Id) : null;
}

/// <summary>The updates that wait, in order.</summary>
internal sealed record HeldListBody(IReadOnlyList<HeldBody> Held);

/// <summary>A held update.</summary>
internal sealed record HeldBody(RawJson Update, Refusal Reason, DateTimeOffset Since, long Version, RawJson? Original = null)
{
    public static HeldBody Of(HeldUpdate held) => new(
        new RawJson(UpdateJson.Write(held.Update)), held.Reason, held.Since, held.Version, held.Original is null ? null : new RawJson(UpdateJson.Write(held.Original)));
}

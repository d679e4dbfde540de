using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Cases;

/// <summary>What needs a person.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/cases").RequireAuthorization(GatewayPolicies.Operate).WithTags("Cases");
        group.MapGet("", ListAsync).WithSummary("Cases, newest opening first").Produces<CasesBody>();
        group.MapGet("/{*id}", GetAsync).WithSummary("One case").Produces<CaseBody>();
        Act(group, "own", "Take ownership of a case", (request, name) => new CaseUpdate.Own(request.Owner ?? request.By ?? name));
        Act(group, "acknowledge", "Say that a case has been seen; stops its clock", (request, name) => new CaseUpdate.Acknowledge(request.By ?? request.Owner ?? name));
        Act(group, "resolve", "Close a case", (request, name) => new CaseUpdate.Resolve(request.By ?? request.Owner ?? name, request.Note));
    }

    private static void Act(RouteGroupBuilder group, string action, string summary, Func<CaseRequest, string, CaseUpdate> update) =>
        group.MapPost($"/{action}", (HttpContext http, IGrainFactory grains, GatewayCommands commands) => ActAsync(http, grains, commands, update))
            .WithSummary(summary).WithBody<CaseRequest>(Examples.Case).Produces<CaseBody>();

    private static async Task<IResult> ListAsync(HttpContext http, bool? includeResolved, string? about, int? limit, IGrainFactory grains)
    {
        if (limit is < 1 or > GatewayLimits.MaxPage) return Problems.Of(ErrorCodes.InvalidQuery, $"limit {limit} is not 1 to {GatewayLimits.MaxPage}");
        var cases = await grains.GetGrain<ICaseBoardGrain>(0).List(includeResolved ?? false, about, limit ?? GatewayLimits.DefaultPage);
        return new JsonResult<CasesBody>(new CasesBody([.. cases.Where(c => http.Caller().MayEntity(c.About)).Select(CaseBody.Of)]), GatewayJson.Default.CasesBody);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, IGrainFactory grains) =>
        await FindAsync(http, id, grains) is { } view ? Body(view) : Unknown(id);

    private static async Task<IResult> ActAsync(HttpContext http, IGrainFactory grains, GatewayCommands commands, Func<CaseRequest, string, CaseUpdate> update)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.CaseRequest);
        if (request is null) return problem!;
        if (string.IsNullOrEmpty(request.Id)) return Problems.Of(ErrorCodes.FieldMissing, "id is missing: the id of the case");
        if (await FindAsync(http, request.Id, grains) is null) return Unknown(request.Id);
        if (await commands.DoAsync(http, new EntityKey(EntityKinds.Case, request.Id), update(request, http.Caller().Name)) is { } refused) return refused;
        return await FindAsync(http, request.Id, grains) is { } view ? Body(view) : Unknown(request.Id);
    }

    /// <summary>A case that the key may not see is as unknown as one that never was.</summary>
    private static async Task<CaseView?> FindAsync(HttpContext http, string id, IGrainFactory grains) =>
        await grains.GetGrain<ICaseGrain>(id).Get() is { } view && http.Caller().MayEntity(view.About) ? view : null;

    private static JsonResult<CaseBody> Body(CaseView view) => new(CaseBody.Of(view), GatewayJson.Default.CaseBody);

    private static ProblemResult Unknown(string id) => Problems.Of(ErrorCodes.NotFound, $"there is no case '{id}'");
}

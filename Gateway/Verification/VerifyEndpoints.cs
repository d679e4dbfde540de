using Sync.Gateway.Errors;
using Sync.Gateway.Json;

namespace Sync.Gateway.Verification;

/// <summary>Verification of what is stored.</summary>
internal static class VerifyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/verify").RequireAuthorization(GatewayPolicies.OperateEverywhere).WithTags("Audit");
        group.MapGet("", StatusAsync).WithSummary("How the verifier stands: the pass that runs, and the last one").Produces<VerifyBody>();
        group.MapPost("", StartAsync).WithSummary("Verifies everything from now on, or one entity at once")
            .WithDescription("Without `entity` a pass begins, unless one runs. With `entity` (for example `stock/P100/RM01/BOLT-M8`) the answer holds the result.")
            .Produces<VerifyBody>().Produces<VerifyPassBody>();
    }

    private static async Task<IResult> StatusAsync(IGrainFactory grains) => Body(await grains.GetGrain<IVerifyGrain>(0).Status());

    private static async Task<IResult> StartAsync(string? entity, IGrainFactory grains)
    {
        var verifier = grains.GetGrain<IVerifyGrain>(0);
        if (entity is null) return Body(await verifier.Start());
        return entity.IndexOf('/') is var slash and > 0 && slash < entity.Length - 1
            ? new JsonResult<VerifyPassBody>(VerifyPassBody.Of(await verifier.Check(EntityKey.Parse(entity))), GatewayJson.Default.VerifyPassBody)
            : Problems.Of(ErrorCodes.InvalidQuery, $"entity {entity} is not a key: kind/id is expected");
    }

    private static JsonResult<VerifyBody> Body(VerifyStatus status) => new(VerifyBody.Of(status), GatewayJson.Default.VerifyBody);
}

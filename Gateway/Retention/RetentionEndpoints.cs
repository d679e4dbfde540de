using Sync.Gateway.Json;

namespace Sync.Gateway.Retention;

/// <summary>Retention of history.</summary>
internal static class RetentionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/retention").RequireAuthorization(GatewayPolicies.OperateEverywhere).WithTags("Audit");
        group.MapGet("", async (IGrainFactory grains) => Body(await grains.GetGrain<IRetentionGrain>(0).Status())).WithSummary("How retention stands").Produces<RetentionBody>();
        group.MapPost("", async (IGrainFactory grains) => Body(await grains.GetGrain<IRetentionGrain>(0).Start()))
            .WithSummary("Begins a run of retention, unless one is on its way").Produces<RetentionBody>();
    }

    private static JsonResult<RetentionBody> Body(RetentionStatus status) => new(RetentionBody.Of(status), GatewayJson.Default.RetentionBody);
}

/// <summary>How retention stands.</summary>
internal sealed record RetentionBody(int HistoryDays, RetentionPassBody? Current, RetentionPassBody? Last)
{
    public static RetentionBody Of(RetentionStatus s) =>
        new(s.HistoryDays, s.Current is null ? null : RetentionPassBody.Of(s.Current), s.Last is null ? null : RetentionPassBody.Of(s.Last));
}

/// <summary>One run of retention.</summary>
internal sealed record RetentionPassBody(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, DateTimeOffset? Before, long Entities, long Records, string? Problem)
{
    public static RetentionPassBody Of(RetentionPass p) => new(p.StartedAt, p.FinishedAt, p.Before, p.Entities, p.Records, p.Problem);
}

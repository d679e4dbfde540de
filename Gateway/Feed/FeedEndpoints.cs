using Sync.Gateway.Json;

namespace Sync.Gateway.Feed;

/// <summary>How far the lanes of the feed are.</summary>
internal static class FeedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/feed", ListAsync).RequireAuthorization(GatewayPolicies.OperateEverywhere).WithTags("Feed").WithSummary("Where each lane of the feed stands").Produces<FeedBody>();

    private static async Task<IResult> ListAsync(IGrainFactory grains, IOptions<GatewayOptions> options)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, options.Value.Lanes).Select(lane => grains.GetGrain<ILaneGrain>(lane).Ensure()));
        return new JsonResult<FeedBody>(new FeedBody([.. lanes.Select(LaneBody.Of)]), GatewayJson.Default.FeedBody);
    }
}

/// <summary>Where the feed stands.</summary>
internal sealed record FeedBody(IReadOnlyList<LaneBody> Lanes);

/// <summary>Where one lane stands.</summary>
internal sealed record LaneBody(int Lane, string Position, string Head, long BehindMilliseconds, string? LastError)
{
    public static LaneBody Of(LaneStatus s) => new(s.Lane, s.Position.ToString(), s.Head.ToString(), s.BehindMilliseconds, s.LastError);
}

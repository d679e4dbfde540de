using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Snapshots;

/// <summary>Where a source says all that it found at once.</summary>
internal static class SnapshotEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/plants/{plant}/snapshots", PostAsync).RequireAuthorization(GatewayPolicies.UpdatesWrite).WithTags("Updates")
            .WithSummary("Send a snapshot of a plant or a location, complete or partial")
            .WithDescription("Each position is a count as of `time`. When every one has its durable verdict, a complete snapshot empties the known positions and accounts of its scope that it does not list; movements after `time` stay. The same snapshot again changes nothing. One that was corrected needs a new `time`.")
            .WithBody<SnapshotRequest>(Examples.Snapshot).Produces<SnapshotBody>();

    private static async Task<IResult> PostAsync(HttpContext http, string plant, SnapshotIntake intake)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.SnapshotRequest);
        if (request is null) return problem!;
        var (snapshot, counts, refusal) = SnapshotReader.Read(RouteIds.Plant(http), request);
        if (snapshot is null) return Problems.Of(refusal!);
        (var body, refusal) = await intake.TakeAsync(snapshot, counts);
        return body is null ? Problems.Of(refusal!) : new JsonResult<SnapshotBody>(body, GatewayJson.Default.SnapshotBody);
    }
}

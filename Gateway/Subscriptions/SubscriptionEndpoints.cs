using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Subscriptions;

/// <summary>Who is told what.</summary>
internal static class SubscriptionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/subscriptions").RequireAuthorization(GatewayPolicies.SubscriptionsWrite).WithTags("Subscriptions");
        group.MapGet("", ListAsync).WithSummary("Every subscription and how it stands").Produces<SubscriptionsBody>();
        group.MapGet("/{id}", GetAsync).WithSummary("How a subscription stands").Produces<SubscriptionBody>();
        group.MapPut("/{id}", PutAsync).WithSummary("Make a subscription or change it").WithDescription(Examples.SubscriptionDescription)
            .WithBody<SubscriptionRequest>(Examples.Subscription).Produces<SubscriptionBody>();
        group.MapDelete("/{id}", DeleteAsync).WithSummary("End a subscription").Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/resume", ResumeAsync).WithSummary("Deliver parked keys again: all, or the named one").WithBody<ResumeRequest>(Examples.Resume).Produces<ResumedBody>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains)
    {
        var ids = await grains.GetGrain<ISubscriptionDirectoryGrain>(0).List();
        var all = await Task.WhenAll(ids.Select(id => FindAsync(http, id, grains)));
        return new JsonResult<SubscriptionsBody>(new SubscriptionsBody([.. all.OfType<SubscriptionStatus>().Select(s => SubscriptionBody.Of(s))]), GatewayJson.Default.SubscriptionsBody);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, IGrainFactory grains) =>
        await FindAsync(http, id, grains) is { } status ? Body(status, null) : Unknown(id);

    private static async Task<IResult> PutAsync(HttpContext http, string id, IGrainFactory grains)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.SubscriptionRequest);
        if (request is null) return problem!;
        if (!SubscriptionRules.IsId(id)) return Problems.Of(ErrorCodes.SubscriptionInvalid, $"the id '{id}' is not 1 to 64 lower-case letters, digits and hyphens");
        var grain = grains.GetGrain<ISubscriptionGrain>(id);
        var present = await grain.Status();
        if (present is not null && !SubscriptionRules.MayUse(http.Caller(), present.Filter)) return Problems.Of(ErrorCodes.Forbidden, $"the key '{http.Caller().Name}' is not for the plants of '{id}'");

        // A new subscription without a secret gets one, shown once; one that exists keeps its own: an empty secret says so.
        var made = request.Secret is null && present is null ? SubscriptionRules.NewSecret() : null;
        var (profile, refusal) = SubscriptionRules.Read(id, request, request.Secret ?? made ?? "", http.Caller());
        refusal ??= await grain.Put(profile!);
        if (refusal is not null) return Problems.Of(refusal);
        return await grain.Status() is { } status ? Body(status, made) : Unknown(id);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, IGrainFactory grains)
    {
        if (await FindAsync(http, id, grains) is null) return Unknown(id);
        await grains.GetGrain<ISubscriptionGrain>(id).Delete();
        return Results.NoContent();
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, string id, IGrainFactory grains)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.ResumeRequest, new ResumeRequest());
        if (request is null) return problem!;
        if (request.Entity is { } text && (text.IndexOf('/') < 1 || text.EndsWith('/'))) return Problems.Of(ErrorCodes.FieldInvalid, $"entity '{text}' is not kind/id, for example stock/P100/RM01/BOLT-M8");
        if (await FindAsync(http, id, grains) is null) return Unknown(id);
        var resumed = await grains.GetGrain<ISubscriptionGrain>(id).Resume(request.Entity is { } entity ? EntityKey.Parse(entity) : null);
        return new JsonResult<ResumedBody>(new ResumedBody(resumed), GatewayJson.Default.ResumedBody);
    }

    /// <summary>A subscription that the key may not see is as unknown as one that never was.</summary>
    private static async Task<SubscriptionStatus?> FindAsync(HttpContext http, string id, IGrainFactory grains) =>
        SubscriptionRules.IsId(id) && await grains.GetGrain<ISubscriptionGrain>(id).Status() is { } status && SubscriptionRules.MayUse(http.Caller(), status.Filter) ? status : null;

    private static JsonResult<SubscriptionBody> Body(SubscriptionStatus status, string? secret) => new(SubscriptionBody.Of(status, secret), GatewayJson.Default.SubscriptionBody);

    private static ProblemResult Unknown(string id) => Problems.Of(ErrorCodes.NotFound, $"there is no subscription '{id}'");
}

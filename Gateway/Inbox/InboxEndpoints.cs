using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.OpenApi;

namespace Sync.Gateway.Inbox;

/// <summary>What adapters published, and what an operator does about it. A message may speak of any plant, so the key must be for all.</summary>
internal static class InboxEndpoints
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/inbox").RequireAuthorization(GatewayPolicies.OperateEverywhere).WithTags("Adapter streams");
        group.MapGet("", ListAsync).WithSummary("Messages of adapter streams, newest first")
            .WithDescription("`state` is Pending, Done, Dead, Waiting or Discarded. `before` is the `next` of the page before.").Produces<InboxBody>();
        group.MapGet("/{number}", GetAsync).WithSummary("One message: its text without secrets, its verdicts, and what was done about it").Produces<InboxDetailBody>();
        Act(group, "resubmit", "Submit every event of a message again", "What was taken before is a duplicate then. Needs a `reason`; it is recorded with the name of the key.");
        Act(group, "discard", "Give up a message that is dead or waits", "Later messages of its keys go on. Needs a `reason`; it is recorded with the name of the key.");
    }

    private static void Act(RouteGroupBuilder group, string action, string summary, string description) =>
        group.MapPost($"/{{number}}/{action}", (HttpContext http, string number, IGrainFactory grains) => ActAsync(http, number, action, grains))
            .WithSummary(summary).WithDescription(description).WithBody<InboxActRequest>(Examples.InboxAct).Produces<InboxOutcomeBody>();

    private static async Task<IResult> ListAsync(string? stream, string? state, long? before, int? limit, IGrainFactory grains)
    {
        if (limit is < 1 or > GatewayLimits.MaxPage) return Problems.Of(ErrorCodes.InvalidQuery, $"limit {limit} is not 1 to {GatewayLimits.MaxPage}");
        if (!TryState(state, out var of)) return Problems.Of(ErrorCodes.InvalidQuery, $"state '{state}' is not one of {string.Join(", ", Enum.GetNames<InboxState>())}");
        var max = limit ?? GatewayLimits.DefaultPage;
        var rows = await grains.GetGrain<IInboxGrain>(0).List(new InboxQuery(stream, of, before, max));
        return new JsonResult<InboxBody>(new InboxBody([.. rows.Select(InboxRowBody.Of)], rows.Length == max ? rows[^1].Number : null), GatewayJson.Default.InboxBody);
    }

    private static async Task<IResult> GetAsync(string number, IGrainFactory grains) => await FindAsync(number, grains) is { } detail
        ? new JsonResult<InboxDetailBody>(InboxDetailBody.Of(detail), GatewayJson.Default.InboxDetailBody)
        : Unknown(number);

    private static async Task<IResult> ActAsync(HttpContext http, string number, string action, IGrainFactory grains)
    {
        var (request, problem) = await RequestBody.ReadAsync(http, GatewayJson.Default.InboxActRequest);
        if (request is null) return problem!;
        if (request.Reason is not { Length: > 0 and <= LongestReason } reason || reason.Any(char.IsControl))
            return Problems.Of(ErrorCodes.FieldMissing, $"reason is missing: 1 to {LongestReason} characters without control characters");
        var (key, refusal) = IdempotencyKey.Read(http.Request);
        if (refusal is not null) return Problems.Of(refusal);
        if (await FindAsync(number, grains) is not { } detail) return Unknown(number);
        var act = new InboxAct(key ?? Guid.CreateVersion7().ToString(), action, http.Caller().Name, reason, Instants.Truncate(DateTimeOffset.UtcNow));
        var stream = grains.GetGrain<IAdapterStreamGrain>(detail.Row.Stream);
        var answer = action == "discard" ? await stream.Discard(detail.Row.Number, act) : await stream.Resubmit(detail.Row.Number, act);
        return answer.Outcome is { } outcome
            ? new JsonResult<InboxOutcomeBody>(InboxOutcomeBody.Of(outcome), GatewayJson.Default.InboxOutcomeBody)
            : Problems.Of(answer.Refusal!);
    }

    private static async Task<InboxDetail?> FindAsync(string number, IGrainFactory grains) =>
        long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var of) ? await grains.GetGrain<IInboxGrain>(0).Find(of) : null;

    private static ProblemResult Unknown(string number) => Problems.Of(ErrorCodes.NotFound, $"there is no message '{number}'");

    // A number would be read as a state too, and is none.
    private static bool TryState(string? text, out InboxState? state)
    {
        var known = Enum.GetNames<InboxState>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        state = known is null ? null : Enum.Parse<InboxState>(known);
        return text is null || known is not null;
    }
}

using System.Diagnostics;
using Sync.Gateway.Errors;
using Sync.Gateway.Telemetry;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Commands;

/// <summary>Sends what a request asks for as an update of the gateway itself. The id is the <c>Idempotency-Key</c>, so that a repeated request is
/// recognised; without one each request stands for itself. Thread-safe.</summary>
internal sealed class GatewayCommands(UpdateRouting routing, GatewayInstruments instruments)
{
    /// <summary>The receipt, or the problem with the request.</summary>
    public async Task<(Receipt? Receipt, ProblemResult? Problem)> SubmitAsync(HttpContext http, EntityKey target, UpdatePayload payload)
    {
        var (key, refusal) = IdempotencyKey.Read(http.Request);
        if (refusal is not null) return (null, Problems.Of(refusal));
        (var receipt, refusal) = await SendAsync(target, payload, key);
        return (receipt, refusal is null ? null : Problems.Of(refusal));
    }

    /// <summary>The receipt, or why nothing was sent.</summary>
    public async Task<(Receipt? Receipt, Refusal? Refusal)> SendAsync(EntityKey target, UpdatePayload payload, string? key)
    {
        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
        var update = new Update(new UpdateId(UpdateSources.GatewayApi, 0, key ?? Guid.CreateVersion7().ToString()), target, payload, TraceParent: trace);
        if (!UpdateRules.AcceptPayload(update).TryGet(out var accepted, out var refusal)) return (null, refusal);
        var receipts = await routing.SubmitAsync([accepted]);
        instruments.OnReceipt(receipts[0]);
        return (receipts[0], null);
    }

    /// <summary>As <see cref="SubmitAsync"/>; everything but success is a problem.</summary>
    public async Task<ProblemResult?> DoAsync(HttpContext http, EntityKey target, UpdatePayload payload)
    {
        var (receipt, problem) = await SubmitAsync(http, target, payload);
        return problem ?? receipt switch
        {
            Receipt.Rejected r => Problems.Of(r.Reason),
            Receipt.Held r => new ProblemResult(ErrorCodes.Find(r.Reason.Code) with { Status = StatusCodes.Status409Conflict }, r.Reason),
            Receipt.RetryLater r => Problems.Of(r.Reason),
            Receipt.Unknown r => new ProblemResult(ErrorCodes.OutcomeUnknown, r.Reason),
            _ => null,
        };
    }
}

using Microsoft.AspNetCore.Http.Features;
using Sync.Gateway.Access;
using Sync.Gateway.Commands;
using Sync.Gateway.Errors;
using Sync.Gateway.Json;
using Sync.Gateway.Telemetry;

namespace Sync.Gateway.Updates;

/// <summary>POST /v1/updates: reads the call in its mode, submits it at once, answers with receipts in order. Thread-safe.</summary>
internal sealed class UpdateHandler(UpdateRouting routing, UpdateAdmission admission, GatewayInstruments instruments, IOptions<GatewayOptions> options)
{
    public async Task HandleAsync(HttpContext http)
    {
        LetRefusedBodiesEnd(http);
        var mode = MediaKinds.Of(http.Request);
        if (Misplaced(http.Request, mode, out var key) is { } refusal)
        {
            await Problems.Of(refusal).ExecuteAsync(http);
            return;
        }

        using var lease = await admission.EnterAsync(http.Request.ContentLength, http.RequestAborted);
        if (!lease.IsAcquired)
        {
            await Problems.WriteAsync(http, ErrorCodes.Busy, "more updates are under way than this gateway holds at once");
            return;
        }

        var call = new UpdateCall(http.Caller());
        refusal = mode == MediaKind.Ndjson ? await NdjsonMode.ReadAsync(http.Request, call, http.RequestAborted) : await ReadAsync(http, mode, key, call);
        if (refusal is null) await AnswerAsync(http, mode, call);
        else await Problems.Of(refusal).ExecuteAsync(http);
    }

    // Our own limit refuses first. The server's is wider, so that it reads what a refused caller still sends:
    // with the connection cut in the middle of the body the caller would see a broken pipe and never the answer.
    private static void LetRefusedBodiesEnd(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = GatewayLimits.MaxDiscardedBytes;
    }

    private static Refusal? Misplaced(HttpRequest request, MediaKind mode, out string? key)
    {
        (key, var refusal) = IdempotencyKey.Read(request);
        if (mode == MediaKind.Unsupported) return ErrorCodes.UnsupportedMediaType.With($"the media type '{request.ContentType}' is not one of an update");
        if (refusal is not null) return refusal;
        if (key is not null && mode is MediaKind.Batch or MediaKind.Ndjson) return ErrorCodes.IdempotencyKeyMisplaced.With("the call may carry several updates");
        return request.ContentLength > GatewayLimits.MaxBodyBytes ? TooLarge() : null;
    }

    private static async Task<Refusal?> ReadAsync(HttpContext http, MediaKind mode, string? key, UpdateCall call)
    {
        using var body = await BodyReader.ReadAsync(http.Request, GatewayLimits.MaxBodyBytes, http.RequestAborted);
        if (body is null) return TooLarge();
        if (mode == MediaKind.Batch) return BatchMode.Read(body.Bytes, call);
        if (mode == MediaKind.Binary && !BinaryMode.HasAttributes(http.Request))
            return ErrorCodes.InvalidEnvelope.With($"there are no ce- headers: send them, or the whole event as {MediaKinds.CloudEvent}");
        var how = key is null ? UpdateReadOptions.Outside : UpdateReadOptions.WithDefaultId(key);
        var reading = mode == MediaKind.Binary ? UpdateJson.ReadBinary(BinaryMode.Attributes(http.Request), body.Bytes, how) : UpdateJson.Read(body.Bytes, how);
        var refusal = call.Add(1, reading);
        return refusal is not null && ErrorCodes.Find(refusal.Code).Status is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden ? refusal : null;
    }

    private async Task AnswerAsync(HttpContext http, MediaKind mode, UpdateCall call)
    {
        var receipts = await call.SubmitAsync(routing).WaitAsync(TimeSpan.FromSeconds(options.Value.SubmitSeconds));
        foreach (var (_, receipt) in receipts) instruments.OnReceipt(receipt);
        instruments.OnCall(call.Count, http.Request.ContentLength);
        switch (mode)
        {
            case MediaKind.Ndjson:
                await NdjsonMode.WriteAsync(http, receipts);
                break;
            case MediaKind.Batch:
                await new JsonResult<ReceiptsBody>(new ReceiptsBody([.. receipts.Select(r => ReceiptBody.Of(r.Receipt, r.Line))]), GatewayJson.Default.ReceiptsBody).ExecuteAsync(http);
                break;
            default:
                await ReceiptResult.Of(receipts[0].Receipt).ExecuteAsync(http);
                break;
        }
    }

    private static Refusal TooLarge() => ErrorCodes.TooLarge.With($"the body is larger than {GatewayLimits.MaxBodyBytes} bytes; nothing of it was taken");
}

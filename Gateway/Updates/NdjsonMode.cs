using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Sync.Gateway.Json;

namespace Sync.Gateway.Updates;

/// <summary>One event a line in, one receipt a line out.</summary>
internal static class NdjsonMode
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>Adds every line as it comes in, without holding the text; or tells why the call as a whole is refused.</summary>
    public static async Task<Refusal?> ReadAsync(HttpRequest request, UpdateCall call, CancellationToken cancellationToken)
    {
        var tooMany = false;
        var lines = new LineReader((line, bytes) =>
        {
            if (call.Count == GatewayLimits.MaxUpdates) tooMany = true;
            else call.Add(line, UpdateJson.Read(bytes, UpdateReadOptions.Outside));
        });
        for (var length = 0L; ;)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            length += result.Buffer.Length;
            if (length <= GatewayLimits.MaxBodyBytes)
                foreach (var segment in result.Buffer) lines.Take(segment.Span);
            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (length > GatewayLimits.MaxBodyBytes) return ErrorCodes.TooLarge.With($"the body is larger than {GatewayLimits.MaxBodyBytes} bytes; nothing of it was taken");
            if (result.IsCompleted) lines.Complete();
            if (tooMany) return BatchMode.TooMany();
            if (result.IsCompleted) return null;
        }
    }

    public static async Task WriteAsync(HttpContext http, ImmutableArray<(int Line, Receipt Receipt)> receipts)
    {
        http.Response.ContentType = MediaKinds.Ndjson;
        http.Response.Headers.CacheControl = "no-store";
        var output = http.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(output, JsonOutput.Options);
        foreach (var (line, receipt) in receipts)
        {
            JsonSerializer.Serialize(writer, ReceiptBody.Of(receipt, line), GatewayJson.Default.ReceiptBody);
            writer.Flush();
            writer.Reset();
            output.Write("\n"u8);
            if (output.UnflushedBytes > FlushBytes) await output.FlushAsync(http.RequestAborted);
        }

        await output.FlushAsync(http.RequestAborted);
    }
}

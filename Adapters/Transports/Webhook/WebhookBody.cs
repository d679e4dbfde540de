using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sync.Adapters;

/// <summary>The body of a delivery: the change as a structured CloudEvent.</summary>
/// <remarks><c>{"specversion":"1.0","id":"stock/P100/RM01/BOLT-M8@7","source":"/orleanssync","type":"com.orleanssync.stock.moved.v1",
/// "subject":"P100/RM01/BOLT-M8","time":"2026-11-23T08:15:00+01:00","recordedtime":"2026-11-23T07:15:02.123456+00:00",
/// "partitionkey":"stock/P100/RM01/BOLT-M8","aggregateversion":7,...,"datacontenttype":"application/json","data":{...}}</c></remarks>
internal static class WebhookBody
{
    public const string MediaType = "application/cloudevents+json";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(JournalRecord change)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, change);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JournalRecord change)
    {
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, change.ChangeId);
        json.WriteString("source"u8, "/orleanssync"u8);
        json.WriteString("type"u8, $"com.orleanssync.{change.Kind}.v{change.Schema}");
        json.WriteString("subject"u8, change.Entity.Id);
        json.WriteString("time"u8, change.OccurredAt);
        json.WriteString("recordedtime"u8, change.RecordedAt);
        json.WriteString("partitionkey"u8, change.Entity.ToString());
        json.WriteNumber("aggregateversion"u8, change.Version);
        json.WriteString("causeid"u8, change.Cause.MessageId);
        json.WriteString("causesource"u8, change.Cause.Source);
        if (change.TraceParent is { } trace) json.WriteString("traceparent"u8, trace);
        if (change.CorrelationId is { } correlation) json.WriteString("correlationid"u8, correlation);
        if (change.CausationId is { } causation) json.WriteString("causationid"u8, causation);
        json.WriteString("datacontenttype"u8, "application/json"u8);
        json.WritePropertyName("data"u8);
        // The payload is ours and was well-formed when it was decided: its bytes go out unchanged.
        json.WriteRawValue(change.Payload, skipInputValidation: true);
        json.WriteEndObject();
    }
}

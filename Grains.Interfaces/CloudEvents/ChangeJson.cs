using System.Buffers;
using System.Text.Json;

namespace Sync.Contracts;

/// <summary>The CloudEvents 1.0 JSON of a change, as webhooks carry it. Thread-safe.</summary>
public static class ChangeJson
{
    /// <summary>The <c>source</c> of every change.</summary>
    public const string Source = "/orleanssync";

    /// <summary>The CloudEvents <c>type</c> of a record, for example <c>com.orleanssync.stock.moved.v1</c>.</summary>
    public static string TypeOf(JournalRecord record) => $"com.orleanssync.{record.Kind}.v{record.Schema}";

    /// <summary>The change as UTF-8 JSON. The same record always gives the same bytes, so that a signature can be made again.</summary>
    // {"specversion":"1.0","id":"stock/P100/RM01/BOLT-M8@7","source":"/orleanssync","type":"com.orleanssync.stock.moved.v1","subject":"P100/RM01/BOLT-M8",
    //  "time":"...","recordedtime":"...","partitionkey":"stock/P100/RM01/BOLT-M8","aggregateversion":7,"causeid":"GR-1","causesource":"/adapters/erp/main",
    //  "datacontenttype":"application/json","data":{...}}
    public static byte[] Write(JournalRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + record.Payload.Length);
        Write(record, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the change as UTF-8 JSON.</summary>
    public static void Write(JournalRecord record, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, EventWriter.Options);
        var entity = record.Entity.ToString();
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, record.ChangeId);
        writer.WriteString("source"u8, Source);
        writer.WriteString("type"u8, TypeOf(record));
        writer.WriteString("subject"u8, record.Entity.Id);
        writer.WriteString("time"u8, record.OccurredAt);
        writer.WriteString("recordedtime"u8, record.RecordedAt);
        writer.WriteString("partitionkey"u8, entity);
        writer.WriteNumber("aggregateversion"u8, record.Version);
        writer.WriteString("causeid"u8, record.Cause.MessageId);
        writer.WriteString("causesource"u8, record.Cause.Source);
        if (record.Cause.Epoch != 0) writer.WriteNumber("causeepoch"u8, record.Cause.Epoch);
        EventWriter.Optional(writer, "traceparent"u8, record.TraceParent);
        EventWriter.Optional(writer, "correlationid"u8, record.CorrelationId);
        EventWriter.Optional(writer, "causationid"u8, record.CausationId);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(record.Payload, skipInputValidation: true);
        writer.WriteEndObject();
    }
}

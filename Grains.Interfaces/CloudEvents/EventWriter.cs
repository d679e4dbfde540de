using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sync.Contracts;

/// <summary>Writes an update as a structured event.</summary>
internal static class EventWriter
{
    /// <summary>The JSON is never put into a page as it is: letters stay letters.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Update update, Utf8JsonWriter writer)
    {
        var type = UpdateTypes.Of(update.Payload);
        writer.WriteStartObject();
        writer.WriteString("specversion"u8, "1.0"u8);
        writer.WriteString("id"u8, update.Id.MessageId);
        writer.WriteString("source"u8, update.Id.Source);
        writer.WriteString("type"u8, type.FullName);
        writer.WriteString("subject"u8, Subjects.Write(type, update.Target));
        if (update.OccurredAt is { } time) writer.WriteString("time"u8, time);
        if (update.LocalTime is { } local) writer.WriteString("localtime"u8, local.ToString());
        if (update.Sequence is { } sequence) writer.WriteString("sequence"u8, sequence.ToString(CultureInfo.InvariantCulture));
        if (update.Id.Epoch != 0) writer.WriteNumber("sourceepoch"u8, update.Id.Epoch);
        Optional(writer, "traceparent"u8, update.TraceParent);
        Optional(writer, "correlationid"u8, update.CorrelationId);
        Optional(writer, "causationid"u8, update.CausationId);
        writer.WriteString("datacontenttype"u8, "application/json"u8);
        writer.WritePropertyName("data"u8);
        Data(update, type, writer);
        writer.WriteEndObject();
    }

    public static void Optional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void Data(Update update, UpdateType type, Utf8JsonWriter writer)
    {
        if (update.PostingDate is not { } date)
        {
            type.Write(writer, update.Payload);
            return;
        }

        var payload = new ArrayBufferWriter<byte>(256);
        using (var inner = new Utf8JsonWriter(payload, Options)) type.Write(inner, update.Payload);
        var open = payload.WrittenSpan[..^1];
        var member = System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(open.Length > 1 ? "," : "")}\"{PayloadShape.PostingDate}\":\"{date:yyyy-MM-dd}\"}}"));
        writer.WriteRawValue([.. open, .. member], skipInputValidation: true);
    }
}

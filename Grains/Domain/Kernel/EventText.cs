using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Domain.Kernel;

/// <summary>Writes an event as JSON text in a buffer that each thread keeps. Letters stay letters: the text is never put into a page as it is.
/// Thread-safe.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;
    [ThreadStatic] private static Utf8JsonWriter? _json;

    public static string Write(DomainEvent @event, JsonTypeInfo type)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(buffer, Options);
        json.Reset(buffer);
        JsonSerializer.Serialize(json, @event, type);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

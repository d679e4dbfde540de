using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Gateway.Json;

/// <summary>Writes JSON to the response's own buffers. Letters stay letters: no answer is put into a page as it is.</summary>
internal static class JsonOutput
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        await using (var writer = new Utf8JsonWriter(http.Response.BodyWriter, Options)) JsonSerializer.Serialize(writer, value, type);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}

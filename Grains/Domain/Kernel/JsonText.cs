using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Domain.Kernel;

/// <summary>A value as its JSON, inside a larger text: written as it is, without a document in between. Immutable.</summary>
[JsonConverter(typeof(JsonTextConverter))]
internal readonly record struct JsonText(ReadOnlyMemory<byte> Utf8)
{
    public static JsonText Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <exception cref="JsonException">The text is absent or does not fit.</exception>
    public T? To<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Utf8.Span, type);
}

/// <summary>Takes and gives the text of a value. Thread-safe.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new JsonText(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
    }

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}

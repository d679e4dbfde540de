using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Writes an instant as an RFC 3339 time with its offset; reads only those that have one, cut to microseconds. Thread-safe.</summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const int MaxBytes = 64;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length <= MaxBytes)
        {
            Span<char> text = stackalloc char[MaxBytes];
            if (Instants.TryParse(text[..reader.CopyString(text)], out var instant)) return instant;
        }
        else if (reader.TokenType == JsonTokenType.String && Instants.TryParse(reader.GetString(), out var instant))
        {
            return instant;
        }

        throw new JsonException($"an instant is {Instants.Form}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

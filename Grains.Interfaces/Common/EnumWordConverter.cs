using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Writes an enum as its word; reads exactly those words: no numbers, no other spelling. Thread-safe.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class EnumWordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly ImmutableArray<T> Values = [.. Enum.GetValues<T>()];
    private static readonly ImmutableArray<string> Words = [.. Enum.GetNames<T>()];

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < Words.Length; i++)
                if (reader.ValueTextEquals(Words[i])) return Values[i];
        }

        throw new JsonException($"one of these words is expected: {string.Join(", ", Words)}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        for (var i = 0; i < Words.Length; i++)
            if (reader.ValueTextEquals(Words[i])) return Values[i];
        throw new JsonException($"one of these words is expected: {string.Join(", ", Words)}");
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Word(value));

    private static string Word(T value)
    {
        var i = Values.IndexOf(value);
        return i >= 0 ? Words[i] : throw new JsonException($"{value} is not a value of {typeof(T).Name}");
    }
}

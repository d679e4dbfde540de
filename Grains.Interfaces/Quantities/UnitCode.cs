using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A unit of measure: a UN/ECE Recommendation 20 code (or Rec 21 with its <c>X</c> prefix), 1 to 3 upper-case letters or digits.
/// Each is written <c>EA</c>. <c>default</c> is no unit and is never accepted at an edge. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.unit-code")]
[JsonConverter(typeof(UnitCodeConverter))]
public readonly record struct UnitCode
{
    [Id(0)] private readonly string? _code;

    private UnitCode(string code) => _code = code;

    /// <summary>Each (piece).</summary>
    public static UnitCode Each => new("EA");

    /// <summary>The code.</summary>
    public string Code => _code ?? "";

    /// <summary>True when the text is 1 to 3 upper-case letters or digits.</summary>
    public static bool TryParse(string? text, out UnitCode unit)
    {
        unit = default;
        if (text is null || text.Length is < 1 or > 3) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return false;
        unit = new UnitCode(text);
        return true;
    }

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">The text is not a unit code.</exception>
    public static UnitCode Parse(string text) => TryParse(text, out var unit)
        ? unit
        : throw new FormatException($"unit '{text}' is not a UN/ECE Rec 20 code: 1 to 3 upper-case letters or digits, for example EA, KGM, MTR");

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}

/// <summary>Writes a unit as a JSON string. Thread-safe.</summary>
public sealed class UnitCodeConverter : JsonConverter<UnitCode>
{
    /// <inheritdoc/>
    public override UnitCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UnitCode.TryParse(reader.GetString(), out var unit)
            ? unit
            : throw new JsonException("a unit is a UN/ECE Rec 20 code: 1 to 3 upper-case letters or digits, for example EA, KGM, MTR");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UnitCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

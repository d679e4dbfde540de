using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Writes <c>{"value":5,"unit":"EA"}</c> with a normalised number; reads the value also from a string. Thread-safe.</summary>
public sealed class QuantityConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a quantity is an object with value and unit");
        decimal? value = null;
        UnitCode? unit = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "value": value = ReadValue(ref reader); break;
                case "unit" when reader.TokenType == JsonTokenType.String: unit = ReadUnit(reader.GetString()!); break;
                default: throw new JsonException($"'{name}' does not belong in a quantity: value and unit are expected");
            }
        }

        if (value is null) throw new JsonException("the quantity has no value");
        if (unit is null) throw new JsonException("the quantity has no unit");
        return new Quantity(Decimals.Normalize(value.Value), unit.Value);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("value"u8, Decimals.Normalize(value.Value));
        writer.WriteString("unit"u8, value.Unit.Code);
        writer.WriteEndObject();
    }

    private static decimal ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => number,
        JsonTokenType.String when decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new JsonException("the value of a quantity is a decimal number with a point, for example 12.5"),
    };

    private static UnitCode ReadUnit(string text) => UnitCode.TryParse(text, out var unit)
        ? unit
        : throw new JsonException($"unit '{text}' is not a UN/ECE Rec 20 code: 1 to 3 upper-case letters or digits, for example EA, KGM, MTR");
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Writes <c>{"value":5,"unit":"EA"}</c> with a normalised number; reads the value also from a string. Nothing is rounded on the way in:
/// a number with more digits than a decimal keeps is refused. Thread-safe.</summary>
public sealed class QuantityConverter : JsonConverter<Quantity>
{
    /// <summary>No quantity in range has a longer text than sign, 15 digits, point and 9 decimals; with some zeros to spare, a decimal still keeps every digit.</summary>
    private const int MaxDigits = 29;

    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a quantity is an object with value and unit");
        decimal? value = null;
        UnitCode? unit = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8) && value is null)
            {
                reader.Read();
                value = ReadValue(ref reader);
            }
            else if (reader.ValueTextEquals("unit"u8) && unit is null)
            {
                reader.Read();
                unit = ReadUnit(ref reader);
            }
            else
            {
                throw new JsonException($"'{reader.GetString()}' does not belong here: a quantity has one value and one unit");
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

    private static decimal ReadValue(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > MaxDigits) throw new JsonException($"the value of a quantity has at most {MaxDigits} characters: below 10^15, with at most {Quantity.MaxScale} decimal places");
        decimal number = 0;
        var read = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out number),
            JsonTokenType.String => decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        if (!read || (number == 0 && !IsZero(ref reader))) throw new JsonException("the value of a quantity is a decimal number with a point, for example 12.5");
        return number;
    }

    /// <summary>1e-30 is read as 0, which it is not.</summary>
    private static bool IsZero(ref Utf8JsonReader reader)
    {
        var text = reader.HasValueSequence ? default : reader.ValueSpan;
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? text : text[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') < 0;
    }

    private static UnitCode ReadUnit(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("a unit is a text, for example EA");
        if (reader.ValueTextEquals("EA"u8)) return UnitCode.Each;
        var text = reader.GetString()!;
        return UnitCode.TryParse(text, out var unit)
            ? unit
            : throw new JsonException($"unit '{Texts.Shorten(text)}' is not a UN/ECE Rec 20 code: 1 to 3 upper-case letters or digits, for example EA, KGM, MTR");
    }
}

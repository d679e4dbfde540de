using System.Text.Json;

namespace Sync.Contracts;

/// <summary>Reads the members of a structured event. The data is only found here, and read when its type is known: members come in any order.</summary>
// {"specversion":"1.0","id":"GR-1","source":"/adapters/erp/main","type":"com.orleanssync.stock.received.v1",
//  "subject":"P100/RM01/BOLT-M8","time":"2026-11-23T08:15:00+01:00","data":{"quantity":{"value":5,"unit":"EA"}}}     (CloudEvents JSON format 1.0.2)
internal static class EnvelopeReader
{
    /// <summary>The longest attribute that is looked at, in bytes of JSON: 200 characters, each escaped.</summary>
    private const int Longest = 1_280;

    /// <summary>Reads the whole event; the place of <c>data</c> is empty where there is none.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it is not UTF-8, or has half a surrogate pair.</exception>
    public static Range Read(ref Utf8JsonReader reader, ref Envelope envelope)
    {
        var data = 0..0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            envelope.Refuse(ErrorCodes.InvalidEnvelope, "an event is a JSON object");
            return data;
        }

        Span<char> text = stackalloc char[Longest];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var attribute = reader.ValueSpan.Length <= Longest ? Envelope.Find(text[..reader.CopyString(text)]) : EnvelopeAttribute.Other;
            reader.Read();
            if (attribute == EnvelopeAttribute.Data) data = Data(ref reader, ref envelope);
            else Attribute(attribute, ref reader, ref envelope, text);
        }

        // One more read: whatever follows the event is not JSON.
        reader.Read();
        return data;
    }

    private static Range Data(ref Utf8JsonReader reader, ref Envelope envelope)
    {
        if (reader.TokenType == JsonTokenType.Null) return 0..0;
        envelope.Meet(EnvelopeAttribute.Data);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static void Attribute(EnvelopeAttribute attribute, ref Utf8JsonReader reader, ref Envelope envelope, scoped Span<char> text)
    {
        if (attribute == EnvelopeAttribute.Other || reader.TokenType == JsonTokenType.Null)
        {
            reader.Skip();
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length > Longest:
                envelope.Refuse(ErrorCodes.InvalidEnvelope, $"{Envelope.Name(attribute)} is longer than any that is accepted");
                break;
            case JsonTokenType.String:
                envelope.Set(attribute, text[..reader.CopyString(text)]);
                break;
            case JsonTokenType.Number when attribute is EnvelopeAttribute.Sequence or EnvelopeAttribute.SourceEpoch && reader.ValueSpan.Length <= Longest:
                envelope.Set(attribute, text[..System.Text.Encoding.UTF8.GetChars(reader.ValueSpan, text)]);
                break;
            default:
                envelope.Refuse(ErrorCodes.InvalidEnvelope, $"{Envelope.Name(attribute)} is a JSON {reader.TokenType.ToString().ToLowerInvariant()}: a text is expected");
                reader.Skip();
                break;
        }
    }
}

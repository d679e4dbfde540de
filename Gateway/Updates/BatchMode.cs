using System.Text.Json;

namespace Sync.Gateway.Updates;

/// <summary>CloudEvents in batch mode: a JSON array of events.</summary>
internal static class BatchMode
{
    /// <summary>Adds every event of the array; or tells why the array as a whole cannot be read.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> json, UpdateCall call)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return ErrorCodes.InvalidEnvelope.With("a batch is a JSON array of events");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (call.Count == GatewayLimits.MaxUpdates) return TooMany();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                call.Add(call.Count + 1, UpdateJson.Read(json[start..(int)reader.BytesConsumed], UpdateReadOptions.Outside));
            }

            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return ErrorCodes.MalformedJson.With($"the batch is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}, after {call.Count} events; none of them was taken");
        }
    }

    public static Refusal TooMany() => ErrorCodes.TooLarge.With($"the call has more than {GatewayLimits.MaxUpdates} updates; none of them was taken");
}

using System.Text.Json;

namespace Sync.Contracts;

/// <summary>CloudEvents in batch mode: a JSON array of events. Thread-safe.</summary>
public static class EventArrays
{
    /// <summary>Gives every event of the array with its place, from 1; or tells why the array as a whole cannot be read.</summary>
    /// <param name="json">The array.</param>
    /// <param name="max">At most so many events.</param>
    /// <param name="onEvent">Takes an event as JSON.</param>
    public static Refusal? Split(ReadOnlySpan<byte> json, int max, Action<int, ReadOnlySpan<byte>> onEvent)
    {
        var count = 0;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return ErrorCodes.InvalidEnvelope.With("a batch is a JSON array of events");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == max) return TooMany(max);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                onEvent(++count, json[start..(int)reader.BytesConsumed]);
            }

            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return ErrorCodes.MalformedJson.With($"the batch is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}, after {count} events; none of them was taken");
        }
    }

    /// <summary>There are more than so many.</summary>
    public static Refusal TooMany(int max) => ErrorCodes.TooLarge.With($"the call has more than {max} updates; none of them was taken");
}

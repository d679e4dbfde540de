using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sync.Contracts;

/// <summary>The CloudEvents 1.0 JSON of updates, both ways. Reading never throws for what was sent; writing knows every registered type, so that
/// reading back what was written gives the same update. Thread-safe.</summary>
public static class UpdateJson
{
    /// <summary>Reads one structured event.</summary>
    /// <param name="utf8">The event as JSON, nothing before or behind it but white space.</param>
    /// <param name="options">From outside, or our own.</param>
    public static UpdateReading Read(ReadOnlySpan<byte> utf8, UpdateReadOptions options)
    {
        var envelope = default(Envelope);
        var reader = new Utf8JsonReader(utf8);
        try
        {
            var data = EnvelopeReader.Read(ref reader, ref envelope);
            return UpdateAssembly.Build(ref envelope, utf8[data], data.Start.Value, options);
        }
        catch (JsonException e)
        {
            return UpdateReading.Of(envelope.Identity, ErrorCodes.MalformedJson.With($"not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}: {Cause(e)}"));
        }
        catch (InvalidOperationException)
        {
            return UpdateReading.Of(envelope.Identity, ErrorCodes.MalformedJson.With($"a text near byte {reader.TokenStartIndex} is not UTF-8, or has half a surrogate pair"));
        }
    }

    /// <summary>Reads one event in binary mode: attributes apart (decoded, names without their prefix), the body is the data.</summary>
    public static UpdateReading ReadBinary(IEnumerable<KeyValuePair<string, string>> attributes, ReadOnlySpan<byte> data, UpdateReadOptions options)
    {
        var envelope = default(Envelope);
        foreach (var (name, value) in attributes)
            if (Envelope.Find(name) is not (EnvelopeAttribute.Other or EnvelopeAttribute.Data) and var attribute) envelope.Set(attribute, value);
        try
        {
            return UpdateAssembly.Build(ref envelope, data.Trim(" \t\r\n"u8), 0, options);
        }
        catch (JsonException e)
        {
            return UpdateReading.Of(envelope.Identity, ErrorCodes.MalformedJson.With($"not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}: {Cause(e)}"));
        }
        catch (InvalidOperationException)
        {
            return UpdateReading.Of(envelope.Identity, ErrorCodes.MalformedJson.With("a text in the data is not UTF-8, or has half a surrogate pair"));
        }
    }

    /// <summary>Reads the data of one type alone, for requests that name the type in another way.</summary>
    public static (UpdatePayload? Payload, Refusal? Refusal) ReadData(UpdateType type, ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new PayloadReader(type, data.Trim(" \t\r\n"u8), 0);
            var payload = reader.Read();
            return (payload, reader.Refusal);
        }
        catch (JsonException e)
        {
            return (null, ErrorCodes.MalformedJson.With($"not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}: {Cause(e)}"));
        }
        catch (InvalidOperationException)
        {
            return (null, ErrorCodes.MalformedJson.With("a text in the data is not UTF-8, or has half a surrogate pair"));
        }
    }

    /// <summary>The event as JSON text.</summary>
    public static string Write(Update update)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(update, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the event as UTF-8 JSON.</summary>
    public static void Write(Update update, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, EventWriter.Options);
        EventWriter.Write(update, writer);
    }

    private static string Cause(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}

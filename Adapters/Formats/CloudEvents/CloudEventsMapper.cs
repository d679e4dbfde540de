using System.Collections.Immutable;
using System.Text.Json;

namespace Sync.Adapters;

/// <summary>CloudEvents as the API takes them: one event, a batch, or one event a line. Thread-safe.</summary>
internal sealed class CloudEventsMapper : IInboundMapper
{
    private const string Single = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private static readonly string[] Lines = ["application/x-ndjson", "application/ndjson"];

    public bool Reads(string mediaType) => mediaType is Single or Batch || Lines.Contains(mediaType);

    public InboundMapping Map(string stream, InboundMessage message)
    {
        var body = message.Body.AsSpan();
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        var lines = ImmutableArray.CreateBuilder<InboundLine>();
        void Add(int line, ReadOnlySpan<byte> json) => lines.Add(InboundLine.Of(line, UpdateJson.Read(json, UpdateReadOptions.Outside), Subject(json)));
        Refusal? refusal = null;
        switch (MediaTypes.Bare(message.MediaType))
        {
            case Single:
                Add(1, body);
                break;
            case Batch:
                refusal = EventArrays.Split(body, InboxLimits.MaxUpdates, Add);
                break;
            default:
                refusal = Split(body, Add);
                break;
        }

        return refusal is null ? new InboundMapping(lines.ToImmutable()) : InboundMapping.Of(refusal);
    }

    private static Refusal? Split(ReadOnlySpan<byte> body, Action<int, ReadOnlySpan<byte>> onLine)
    {
        var (line, taken) = (0, 0);
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var one = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? [] : body[(end + 1)..];
            line++;
            if (one.IsEmpty) continue;
            if (++taken > InboxLimits.MaxUpdates) return EventArrays.TooMany(InboxLimits.MaxUpdates);
            onLine(line, one);
        }

        return null;
    }

    /// <summary>What an event is about, also where it cannot be read as an update.</summary>
    private static string? Subject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("subject"u8);
                reader.Read();
                if (found) return reader.TokenType == JsonTokenType.String ? Spelled(reader.GetString()!) : null;
                reader.Skip();
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Spelled(string subject) =>
        StockKey.TryParse(subject, out var position) ? position.ToString() : subject.Length is > 0 and <= UpdateId.MaxLength ? subject : null;
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sync.Factory.Plan;

/// <summary>Writes a planned update as a CloudEvent, with the local time of its plant. The same step gives the same bytes.</summary>
internal sealed class EventWriter(DateTimeOffset start)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public DateTimeOffset TimeOf(PlanStep.Say say) => TimeZoneInfo.ConvertTime(start + say.Offset, ZoneOf(say.Position.Plant));

    public byte[] Write(PlanStep.Say say)
    {
        var time = TimeOf(say);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", say.Ref.Id);
            json.WriteString("source", say.Ref.Source);
            json.WriteString("type", $"com.orleanssync.{say.Type}.v1");
            json.WriteString("subject", say.Position.ToString());
            json.WriteString("time", time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture));
            if (say.Sequence is { } sequence) json.WriteString("sequence", sequence.ToString(CultureInfo.InvariantCulture));
            json.WritePropertyName("data");
            json.WriteRawValue(say.PostingDate ? WithPostingDate(say.Data, time) : say.Data, skipInputValidation: true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string WithPostingDate(string data, DateTimeOffset time) => new StringBuilder(data, data.Length + 32)
        .Insert(1, string.Create(CultureInfo.InvariantCulture, $"\"postingDate\":\"{time:yyyy-MM-dd}\"{(data.Length > 2 ? "," : "")}"))
        .ToString();

    private static TimeZoneInfo ZoneOf(string plant)
    {
        var id = FactoryWorld.Plants.FirstOrDefault(p => p.Id == plant)?.TimeZone;
        return id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}

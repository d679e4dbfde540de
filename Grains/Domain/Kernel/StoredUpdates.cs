using System.Text;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Updates as they stand inside stored events: the CloudEvent itself. Thread-safe.</summary>
internal static class StoredUpdates
{
    public static JsonElement ToJson(Update update)
    {
        using var document = JsonDocument.Parse(UpdateJson.Write(update));
        return document.RootElement.Clone();
    }

    /// <summary>True when what was written is read again. It need not be when a caller made up values that no JSON spells: such an update must not be kept,
    /// for the entity could not be replayed.</summary>
    public static bool CanBeKept(JsonElement json) => Read(json).Update is not null;

    /// <exception cref="NotSupportedException">The update was written by a newer build.</exception>
    public static Update FromJson(JsonElement json)
    {
        var reading = Read(json);
        return reading.Update ?? throw new NotSupportedException($"a held update cannot be read: {reading.Refusal!.Message}");
    }

    /// <summary>The event as it is stored, or null when it is no event that can be read again.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return CanBeKept(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UpdateReading Read(JsonElement json) => UpdateJson.Read(Encoding.UTF8.GetBytes(json.GetRawText()), UpdateReadOptions.Stored);
}

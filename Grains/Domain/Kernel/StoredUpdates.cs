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

    /// <exception cref="NotSupportedException">The update was written by a newer build.</exception>
    public static Update FromJson(JsonElement json)
    {
        var reading = UpdateJson.Read(Encoding.UTF8.GetBytes(json.GetRawText()), UpdateReadOptions.Stored);
        return reading.Update ?? throw new NotSupportedException($"a held update cannot be read: {reading.Refusal!.Message}");
    }
}

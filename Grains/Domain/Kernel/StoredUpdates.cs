using System.Text.Json;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Updates as they stand inside stored events. Thread-safe.</summary>
internal static class StoredUpdates
{
    public static JsonElement ToJson(Update update) => JsonSerializer.SerializeToElement(
        new Stored(
            update.Id, update.Target, UpdateTypes.Of(update.Payload).FullName,
            JsonSerializer.SerializeToElement(update.Payload, UpdateTypes.Of(update.Payload).Payload),
            update.OccurredAt, update.PostingDate, update.Sequence, update.TraceParent, update.CorrelationId, update.CausationId),
        StoredJson.Default.Stored);

    public static Update FromJson(JsonElement json)
    {
        var s = json.Deserialize(StoredJson.Default.Stored)!;
        var type = UpdateTypes.Find(s.Type) ?? throw new NotSupportedException($"update type {s.Type} is not known to this build");
        return new Update(
            s.Id, s.Target, (UpdatePayload)s.Data.Deserialize(type.Payload)!, s.OccurredAt, s.PostingDate, s.Sequence, s.TraceParent,
            s.CorrelationId, s.CausationId);
    }

    internal sealed record Stored(
        UpdateId Id, EntityKey Target, string Type, JsonElement Data, DateTimeOffset? OccurredAt, DateOnly? PostingDate, long? Sequence,
        string? TraceParent, string? CorrelationId, string? CausationId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredUpdates.Stored))]
internal sealed partial class StoredJson : JsonSerializerContext;

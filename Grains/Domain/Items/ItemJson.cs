using System.Text.Json.Serialization;

namespace Sync.Domain.Items;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ItemState))]
[JsonSerializable(typeof(ItemEvent.Registered))]
[JsonSerializable(typeof(ItemEvent.Awaited))]
[JsonSerializable(typeof(ItemEvent.Answered))]
internal sealed partial class ItemJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Sync.Domain.Plants;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlantState))]
[JsonSerializable(typeof(PlantEvent.Registered))]
[JsonSerializable(typeof(PlantEvent.LocationRegistered))]
[JsonSerializable(typeof(PlantEvent.OwnershipSet))]
[JsonSerializable(typeof(PlantEvent.PeriodsSet))]
[JsonSerializable(typeof(PlantEvent.Awaited))]
[JsonSerializable(typeof(PlantEvent.Answered))]
internal sealed partial class PlantJson : JsonSerializerContext;

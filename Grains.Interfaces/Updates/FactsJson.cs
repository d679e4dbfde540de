using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Writes the data of updates that come by the thousand, byte for byte as <see cref="ContractsJson"/> does, by straight code instead of by its
/// tables: those are needed only to read strictly. Write-only, source-generated, thread-safe.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StockUpdate.Received))]
[JsonSerializable(typeof(StockUpdate.Issued))]
[JsonSerializable(typeof(StockUpdate.Transferred))]
[JsonSerializable(typeof(StockUpdate.Arrive))]
[JsonSerializable(typeof(StockUpdate.ConfirmArrival))]
[JsonSerializable(typeof(StockUpdate.StatusChanged))]
[JsonSerializable(typeof(StockUpdate.Counted))]
[JsonSerializable(typeof(StockUpdate.Adjusted))]
[JsonSerializable(typeof(StockUpdate.Reversed))]
internal sealed partial class FactsJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Sync.Domain.Cases;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseState))]
[JsonSerializable(typeof(CaseEvent.Opened))]
[JsonSerializable(typeof(CaseEvent.Owned))]
[JsonSerializable(typeof(CaseEvent.Acknowledged))]
[JsonSerializable(typeof(CaseEvent.Resolved))]
[JsonSerializable(typeof(CaseEvent.Overdue))]
internal sealed partial class CaseJson : JsonSerializerContext;

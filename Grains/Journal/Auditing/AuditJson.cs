using System.Text.Json.Serialization;

namespace Sync.Journal.Auditing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HeadFile))]
[JsonSerializable(typeof(ExportLine))]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class AuditJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Sync.Domain.Kernel;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KernelEvent.Held))]
[JsonSerializable(typeof(KernelEvent.Resumed))]
[JsonSerializable(typeof(KernelEvent.Discarded))]
[JsonSerializable(typeof(KernelEvent.Noted))]
[JsonSerializable(typeof(KernelEvent.EpochOpened))]
[JsonSerializable(typeof(KernelEvent.Fixed))]
[JsonSerializable(typeof(KernelEvent.SequencesDeclared))]
[JsonSerializable(typeof(KernelEvent.GapOverdue))]
[JsonSerializable(typeof(SnapshotEnvelope))]
internal sealed partial class KernelJson : JsonSerializerContext;

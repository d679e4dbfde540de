using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Factory.Sending;

/// <summary>A receipt as the API writes it.</summary>
internal sealed record ReceiptDto(
    string? Id, string? Source, string? Verdict, long? Version, ImmutableArray<string>? Flags, string? Code, string? Message, string? Cure, int? Line);

/// <summary>The answer to a batch.</summary>
internal sealed record ReceiptsDto(ImmutableArray<ReceiptDto>? Receipts);

/// <summary>An RFC 9457 problem.</summary>
internal sealed record ProblemDto(string? Code, string? Title, string? Detail, string? Cure);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReceiptDto))]
[JsonSerializable(typeof(ReceiptsDto))]
[JsonSerializable(typeof(ProblemDto))]
internal sealed partial class ReceiptJson : JsonSerializerContext;

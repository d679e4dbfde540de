using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Grains.Streams;

/// <summary>Verdicts as they are stored beside a message. Thread-safe.</summary>
// [{"line":1,"source":"/erp","id":"GR-1","verdict":"Applied","version":3},{"line":2}]      (line 2 waits)
internal static class ReceiptText
{
    public static string Write(ImmutableArray<LineReceipt> receipts) => JsonSerializer.Serialize([.. receipts.Select(Of)], ReceiptTextJson.Default.StoredReceiptArray);

    public static ImmutableArray<LineReceipt> Read(string? text) =>
        text is null ? [] : [.. JsonSerializer.Deserialize(text, ReceiptTextJson.Default.StoredReceiptArray)!.Select(static s => new LineReceipt(s.Line, To(s)))];

    private static StoredReceipt Of(LineReceipt line)
    {
        if (line.Receipt is not { } receipt) return new StoredReceipt { Line = line.Line };
        var (version, flags, reason) = receipt switch
        {
            Receipt.Applied a => (a.Version, a.Flags, null),
            Receipt.Duplicate d => (d.Version, [], null),
            Receipt.Superseded s => (s.Version, [], null),
            Receipt.Held h => (h.Version, [], h.Reason),
            Receipt.Rejected r => ((long?)null, ImmutableArray<string>.Empty, (Refusal?)r.Reason),
            _ => throw new InvalidOperationException($"the receipt {receipt.Verdict} is not durable and is not stored"),
        };
        return new StoredReceipt
        {
            Line = line.Line, Source = receipt.Id.Source, Epoch = receipt.Id.Epoch, Id = receipt.Id.MessageId, Verdict = receipt.Verdict, Version = version,
            Flags = flags.IsDefaultOrEmpty ? null : [.. flags], Code = reason?.Code, Message = reason?.Message, Cure = reason?.Cure,
        };
    }

    private static Receipt? To(StoredReceipt s)
    {
        var id = new UpdateId(s.Source ?? "", s.Epoch, s.Id ?? "");
        var (version, reason) = (s.Version ?? 0, new Refusal(s.Code ?? "", s.Message ?? "", s.Cure ?? ""));
        return s.Verdict switch
        {
            null => null,
            nameof(Receipt.Applied) => new Receipt.Applied(id, version, [.. s.Flags ?? []]),
            nameof(Receipt.Duplicate) => new Receipt.Duplicate(id, version),
            nameof(Receipt.Superseded) => new Receipt.Superseded(id, version),
            nameof(Receipt.Held) => new Receipt.Held(id, version, reason),
            nameof(Receipt.Rejected) => new Receipt.Rejected(id, reason),
            _ => throw new InvalidOperationException($"the stored verdict '{s.Verdict}' is not known: a newer program wrote it"),
        };
    }
}

/// <summary>One verdict as JSON.</summary>
internal sealed class StoredReceipt
{
    public int Line { get; set; }

    public string? Source { get; set; }

    public int Epoch { get; set; }

    public string? Id { get; set; }

    public string? Verdict { get; set; }

    public long? Version { get; set; }

    public string[]? Flags { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    public string? Cure { get; set; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredReceipt[]))]
internal sealed partial class ReceiptTextJson : JsonSerializerContext;

using System.Collections.Immutable;

namespace Sync.Gateway.Updates;

/// <summary>A receipt as the API writes it.</summary>
internal sealed record ReceiptBody(
    string Id,
    string Source,
    string Verdict,
    long? Version = null,
    ImmutableArray<string>? Flags = null,
    string? Code = null,
    string? Message = null,
    string? Cure = null,
    int? Line = null)
{
    public static ReceiptBody Of(Receipt receipt, int? line = null) => receipt switch
    {
        Receipt.Applied r => new(r.Id.MessageId, r.Id.Source, nameof(Receipt.Applied), r.Version, r.Flags.IsDefaultOrEmpty ? null : r.Flags),
        Receipt.Duplicate r => new(r.Id.MessageId, r.Id.Source, nameof(Receipt.Duplicate), r.Version),
        Receipt.Superseded r => new(r.Id.MessageId, r.Id.Source, nameof(Receipt.Superseded), r.Version),
        Receipt.Held r => Of(r, nameof(Receipt.Held), r.Reason, line) with { Version = r.Version },
        Receipt.Rejected r => Of(r, nameof(Receipt.Rejected), r.Reason, line),
        Receipt.RetryLater r => Of(r, nameof(Receipt.RetryLater), r.Reason, line),
        Receipt.Unknown r => Of(r, nameof(Receipt.Unknown), r.Reason, line),
        _ => throw new InvalidOperationException($"receipt {receipt.Verdict} has no form in the API"),
    };

    /// <summary>The HTTP status of a call that carried this update alone.</summary>
    public static int Status(Receipt receipt) => receipt switch
    {
        Receipt.Held => StatusCodes.Status202Accepted,
        Receipt.Rejected => StatusCodes.Status422UnprocessableEntity,
        Receipt.RetryLater or Receipt.Unknown => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status200OK,
    };

    private static ReceiptBody Of(Receipt receipt, string verdict, Refusal reason, int? line) =>
        new(receipt.Id.MessageId, receipt.Id.Source, verdict, Code: reason.Code, Message: reason.Message, Cure: reason.Cure, Line: line);
}

/// <summary>The receipts of a batch, in the order of its updates.</summary>
internal sealed record ReceiptsBody(IReadOnlyList<ReceiptBody> Receipts);

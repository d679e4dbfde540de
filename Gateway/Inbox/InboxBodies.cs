using System.Collections.Immutable;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Inbox;

/// <summary>Messages of adapter streams, the newest first; <c>next</c> is the value of <c>before</c> for the next page.</summary>
internal sealed record InboxBody(IReadOnlyList<InboxRowBody> Messages, long? Next = null);

/// <summary>One message in a list.</summary>
internal sealed record InboxRowBody(
    long Number, string Stream, long Offset, string Id, string MediaType, int Length, DateTimeOffset ReceivedAt, string State, DateTimeOffset? DecidedAt, Refusal? Reason,
    IReadOnlyDictionary<string, int> Verdicts, ImmutableArray<string> Keys)
{
    public static InboxRowBody Of(InboxRow r) => new(
        r.Number, r.Stream, r.Offset, r.Id, r.MediaType, r.Length, r.ReceivedAt, r.State.ToString(), r.DecidedAt, r.Reason, r.Verdicts.ToDictionary(static v => v.Verdict, static v => v.Count, StringComparer.Ordinal), r.Keys);
}

/// <summary>One message with its text, in which secrets are blotted out, and what was done about it.</summary>
internal sealed record InboxDetailBody(
    InboxRowBody Message, string? Key, IReadOnlyList<InboxHeaderBody> Headers, string? Body, bool Cut, string Sha256, IReadOnlyList<InboxLineBody> Receipts,
    IReadOnlyList<InboxActBody> Acts)
{
    public static InboxDetailBody Of(InboxDetail d) => new(
        InboxRowBody.Of(d.Row), d.Key, [.. d.Headers.Select(static h => new InboxHeaderBody(h.Name, h.Value))], d.Body, d.Cut, d.Hash, [.. d.Receipts.Select(InboxLineBody.Of)],
        [.. d.Acts.Select(static a => new InboxActBody(a.Action, a.By, a.Reason, a.At))]);
}

/// <summary>One header of a message.</summary>
internal sealed record InboxHeaderBody(string Name, string Value);

/// <summary>What a person did about a message.</summary>
internal sealed record InboxActBody(string Action, string By, string Reason, DateTimeOffset At);

/// <summary>The verdict on one event of a message; <c>Waiting</c> where there is none yet.</summary>
internal sealed record InboxLineBody(
    int Line, string Verdict, string? Source = null, string? Id = null, long? Version = null, ImmutableArray<string>? Flags = null, string? Code = null, string? Message = null,
    string? Cure = null)
{
    public static InboxLineBody Of(LineReceipt line)
    {
        if (line.Receipt is null) return new InboxLineBody(line.Line, "Waiting");
        var r = ReceiptBody.Of(line.Receipt);
        return new InboxLineBody(line.Line, r.Verdict, r.Source, r.Id, r.Version, r.Flags, r.Code, r.Message, r.Cure);
    }
}

/// <summary>Why something is done about a message.</summary>
internal sealed record InboxActRequest(string? Reason = null);

/// <summary>How a message stands after it.</summary>
internal sealed record InboxOutcomeBody(string State, Refusal? Reason, IReadOnlyList<InboxLineBody> Receipts)
{
    public static InboxOutcomeBody Of(InboxOutcome o) => new(o.State.ToString(), o.Reason, [.. o.Receipts.Select(InboxLineBody.Of)]);
}

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What became of publishing one message. Immutable, thread-safe.</summary>
/// <param name="Id">The source's own id.</param>
/// <param name="Number">Its number in the inbox; 0 when it was refused.</param>
/// <param name="Known">True: the same message was published before, and is there once.</param>
/// <param name="Refusal">Why it was not taken; null: it is durable, and the source may forget it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.publish-receipt")]
public sealed record PublishReceipt(
    [property: Id(0)] string Id,
    [property: Id(1)] long Number,
    [property: Id(2)] bool Known,
    [property: Id(3)] Refusal? Refusal = null);

/// <summary>The verdict on one event of a message. Immutable, thread-safe.</summary>
/// <param name="Line">Its place in the message, from 1.</param>
/// <param name="Receipt">The verdict; null: it waits.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.line-receipt")]
public sealed record LineReceipt([property: Id(0)] int Line, [property: Id(1)] Receipt? Receipt);

/// <summary>How a message stands. Immutable, thread-safe.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was set aside or waits; null otherwise.</param>
/// <param name="Receipts">The verdict on each of its events, in order; empty while it is pending.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-outcome")]
public sealed record InboxOutcome(
    [property: Id(0)] InboxState State,
    [property: Id(1)] Refusal? Reason,
    [property: Id(2)] ImmutableArray<LineReceipt> Receipts);

/// <summary>How many events of a message have a verdict. Immutable, thread-safe.</summary>
/// <param name="Verdict">The name of the verdict; <c>Waiting</c> where there is none yet.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.verdict-count")]
public sealed record VerdictCount([property: Id(0)] string Verdict, [property: Id(1)] int Count);

/// <summary>One message in a list. Immutable, thread-safe.</summary>
/// <param name="Number">Its number in the inbox; a later message has a greater one, nearly always.</param>
/// <param name="Stream">The adapter stream.</param>
/// <param name="Offset">Its place in the log of its queue: the order in which messages of a stream are taken.</param>
/// <param name="Id">The source's own id.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="Length">Bytes of the body.</param>
/// <param name="ReceivedAt">When it became durable.</param>
/// <param name="State">What became of it.</param>
/// <param name="DecidedAt">When that was decided; null while it is pending.</param>
/// <param name="Reason">Why it was set aside or waits.</param>
/// <param name="Verdicts">How many of its events have which verdict.</param>
/// <param name="Keys">The keys for which later messages wait because of it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-row")]
public sealed record InboxRow(
    [property: Id(0)] long Number,
    [property: Id(1)] string Stream,
    [property: Id(2)] long Offset,
    [property: Id(3)] string Id,
    [property: Id(4)] string MediaType,
    [property: Id(5)] int Length,
    [property: Id(6)] DateTimeOffset ReceivedAt,
    [property: Id(7)] InboxState State,
    [property: Id(8)] DateTimeOffset? DecidedAt,
    [property: Id(9)] Refusal? Reason,
    [property: Id(10)] ImmutableArray<VerdictCount> Verdicts,
    [property: Id(11)] ImmutableArray<string> Keys);

/// <summary>One message with its text and everything that was done about it. Immutable, thread-safe.</summary>
/// <param name="Row">The message.</param>
/// <param name="Key">What the source orders its messages by.</param>
/// <param name="Headers">What came with it; secrets are blotted out.</param>
/// <param name="Body">The body as text, secrets blotted out; null: it is not text.</param>
/// <param name="Cut">True: only the beginning of the body is shown.</param>
/// <param name="Hash">SHA-256 of the whole body as it came, in lower-case hexadecimal.</param>
/// <param name="Receipts">The verdict on each of its events.</param>
/// <param name="Acts">What people did about it, oldest first.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-detail")]
public sealed record InboxDetail(
    [property: Id(0)] InboxRow Row,
    [property: Id(1)] string? Key,
    [property: Id(2)] ImmutableArray<InboundHeader> Headers,
    [property: Id(3)] string? Body,
    [property: Id(4)] bool Cut,
    [property: Id(5)] string Hash,
    [property: Id(6)] ImmutableArray<LineReceipt> Receipts,
    [property: Id(7)] ImmutableArray<InboxAct> Acts);

/// <summary>What a person did about a message. Immutable, thread-safe.</summary>
/// <param name="Id">The request's own id: a repeated request is recorded once.</param>
/// <param name="Action"><c>resubmit</c> or <c>discard</c>.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-act")]
public sealed record InboxAct(
    [property: Id(0)] string Id,
    [property: Id(1)] string Action,
    [property: Id(2)] string By,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset At);

/// <summary>Which messages are asked for. Immutable, thread-safe.</summary>
/// <param name="Stream">Of this stream; null: of all.</param>
/// <param name="State">In this state; null: in any.</param>
/// <param name="Before">With a smaller number; null: from the newest.</param>
/// <param name="Max">At most so many, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-query")]
public sealed record InboxQuery(
    [property: Id(0)] string? Stream,
    [property: Id(1)] InboxState? State,
    [property: Id(2)] long? Before,
    [property: Id(3)] int Max);

/// <summary>The answer to an act: how the message stands now, or why nothing was done. Immutable, thread-safe.</summary>
/// <param name="Outcome">How it stands; null: nothing was done.</param>
/// <param name="Refusal">Why nothing was done.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-answer")]
public sealed record InboxAnswer([property: Id(0)] InboxOutcome? Outcome, [property: Id(1)] Refusal? Refusal = null);

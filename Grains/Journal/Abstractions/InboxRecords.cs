using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>Where a message stands in the log. Immutable.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Offset">Its place in the queue.</param>
/// <param name="Known">True: it was there before.</param>
/// <param name="Same">False: what is there has another body.</param>
public readonly record struct InboxPlace(long Number, long Offset, bool Known, bool Same);

/// <summary>One entry of a queue. Immutable.</summary>
/// <param name="Offset">Its place in the queue.</param>
/// <param name="Stream">The adapter stream.</param>
public readonly record struct InboxEntry(long Offset, string Stream);

/// <summary>A message that holds others up. Immutable.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Offset">Its place in the queue.</param>
/// <param name="State">Dead or waiting.</param>
/// <param name="Keys">The keys whose later messages wait for it.</param>
public sealed record InboxHold(long Number, long Offset, InboxState State, ImmutableArray<string> Keys);

/// <summary>A stored message. Immutable.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Offset">Its place in the queue.</param>
/// <param name="Stream">The adapter stream.</param>
/// <param name="Message">What came; without body in a list.</param>
/// <param name="Length">Bytes of the body.</param>
/// <param name="ReceivedAt">When it became durable.</param>
/// <param name="Revision">Raised with each mark.</param>
/// <param name="DecidedAt">When the mark was made; null while it is pending.</param>
/// <param name="Mark">What became of it.</param>
public sealed record InboxRecord(
    long Number, long Offset, string Stream, InboundMessage Message, int Length, DateTimeOffset ReceivedAt, int Revision, DateTimeOffset? DecidedAt, InboxMark Mark);

/// <summary>What became of a message. Immutable.</summary>
/// <param name="State">The state.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Reason">Why it is dead or waits.</param>
/// <param name="Keys">The keys whose later messages wait for it.</param>
/// <param name="Summary">Verdicts and their numbers.</param>
/// <param name="Receipts">The verdict on each event, as JSON text of whoever wrote it; null: none.</param>
public sealed record InboxMark(
    InboxState State, DateTimeOffset At, Refusal? Reason, ImmutableArray<string> Keys, ImmutableSortedDictionary<string, int> Summary, string? Receipts)
{
    /// <summary>Nothing yet.</summary>
    public static InboxMark Pending { get; } = new(InboxState.Pending, default, null, [], ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal), null);
}

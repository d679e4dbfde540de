using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A moment in the past of a position. Immutable, thread-safe.</summary>
/// <param name="Time">Which time is meant; absent: <see cref="ReadTime.Recorded"/> when a source is named, else refused.</param>
/// <param name="At">The instant, inclusive.</param>
/// <param name="Source">A source, whose watermark is meant: the moment is when an update of it was recorded, and that update is the last one in it.</param>
/// <param name="SequenceOrId">The message id of that update, or a sequence N: the newest record here of the source's sequences up to N. What came out of
/// order and was recorded before it is in it too, whatever its number. N itself need not have been about this position.</param>
/// <param name="Epoch">The epoch of that id or sequence. Null: of a message id the newest record in epochs 0 to 31; of a sequence the epoch of the
/// source's newest record. Every earlier epoch lies before the first sequence of a later one.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-moment")]
public sealed record StockMoment(
    [property: Id(0)] ReadTime? Time,
    [property: Id(1)] DateTimeOffset? At,
    [property: Id(2)] string? Source = null,
    [property: Id(3)] string? SequenceOrId = null,
    [property: Id(4)] int? Epoch = null);

/// <summary>The two times of every record.</summary>
[JsonConverter(typeof(EnumWordConverter<ReadTime>))]
public enum ReadTime
{
    /// <summary>What this system knew then: everything recorded up to the instant. Never changes afterwards.</summary>
    Recorded,

    /// <summary>What had happened by then, as it is known now: late updates are in it. May change as more of them come.</summary>
    Occurred,
}

/// <summary>The answer to a read at a moment: one of the two is set. Immutable, thread-safe.</summary>
/// <param name="State">The position then.</param>
/// <param name="Refusal">Why it cannot be read; null with a null state when nothing was ever recorded.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-at-moment")]
public sealed record StockAtMoment([property: Id(0)] StockPast? State, [property: Id(1)] Refusal? Refusal);

/// <summary>A position as it was. Immutable, thread-safe.</summary>
/// <param name="Position">The position then. By time of occurrence the version is that of the newest record that was looked at.</param>
/// <param name="Time">Which time was used.</param>
/// <param name="At">The instant that was used, in plant time.</param>
/// <param name="Source">The source whose update ends it, where one was asked for.</param>
/// <param name="MessageId">That update.</param>
/// <param name="Epoch">The epoch of that update.</param>
/// <param name="Sequence">The sequence of that update, where it has one.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-past")]
public sealed record StockPast(
    [property: Id(0)] StockPosition Position,
    [property: Id(1)] ReadTime Time,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string? Source,
    [property: Id(4)] string? MessageId,
    [property: Id(5)] int? Epoch = null,
    [property: Id(6)] long? Sequence = null);

/// <summary>The answer to a comparison: one of the two is set. Immutable, thread-safe.</summary>
/// <param name="Comparison">Both states and what moved between.</param>
/// <param name="Refusal">Why they cannot be compared; null with a null comparison when nothing was ever recorded.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-compared")]
public sealed record StockCompared([property: Id(0)] StockComparison? Comparison, [property: Id(1)] Refusal? Refusal);

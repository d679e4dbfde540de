namespace Sync.Contracts;

/// <summary>One update for one entity: a CloudEvents 1.0 event with a typed payload. Immutable, thread-safe.</summary>
/// <param name="Id">CloudEvents <c>source</c> and <c>id</c>, with the extension <c>sourceepoch</c>.</param>
/// <param name="Target">The entity, from <c>type</c> and <c>subject</c>.</param>
/// <param name="Payload">The typed <c>data</c>.</param>
/// <param name="OccurredAt">CloudEvents <c>time</c>: when it happened at the source, with the source's offset, in whole microseconds.
/// Absent: the instant of recording is taken, and the update cannot be told from one that happened then.</param>
/// <param name="PostingDate">The plant-local date of the posting, from <c>data.postingDate</c>. Absent: the plant's date of <paramref name="OccurredAt"/>.</param>
/// <param name="Sequence">The extension <c>sequence</c>: the source's count of its updates for this key, 0 or more.</param>
/// <param name="TraceParent">The extension <c>traceparent</c> (W3C Trace Context).</param>
/// <param name="CorrelationId">The extension <c>correlationid</c>: what business thread this belongs to.</param>
/// <param name="CausationId">The extension <c>causationid</c>: what made the source say it.</param>
/// <param name="LocalTime">The extension <c>localtime</c>, in place of <c>time</c>: what the clock of the plant showed when it happened, where the source
/// says no offset. A time that the clock shows twice, or never, is held.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.update")]
public sealed record Update(
    [property: Id(0)] UpdateId Id,
    [property: Id(1)] EntityKey Target,
    [property: Id(2)] UpdatePayload Payload,
    [property: Id(3)] DateTimeOffset? OccurredAt = null,
    [property: Id(4)] DateOnly? PostingDate = null,
    [property: Id(5)] long? Sequence = null,
    [property: Id(6)] string? TraceParent = null,
    [property: Id(7)] string? CorrelationId = null,
    [property: Id(8)] string? CausationId = null,
    [property: Id(9)] LocalTime? LocalTime = null);

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>One journal record: state, idempotency mark, audit entry and outgoing change in one. Immutable, thread-safe.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Version">Dense per entity, from 1.</param>
/// <param name="RecordedAt">When it was decided; never goes back within an entity; UTC, whole microseconds.</param>
/// <param name="OccurredAt">When it happened, with the source's offset in whole minutes, whole microseconds.</param>
/// <param name="Cause">The identity of the update that caused it.</param>
/// <param name="Sequence">The source's sequence, if it has one.</param>
/// <param name="Fingerprint">The content of that update.</param>
/// <param name="Kind">The type of event, for example <c>stock.moved</c>. Stored as a small number.</param>
/// <param name="Schema">The version of the event's payload, from 1.</param>
/// <param name="Payload">The event as JSON text, bytes as decided.</param>
/// <param name="PreviousHash">The hash of the record before, <c>default</c> for version 1.</param>
/// <param name="Hash">SHA-256 over the previous hash and every field above (see <c>RecordChain</c>).</param>
/// <param name="TraceParent">W3C trace context of the update.</param>
/// <param name="CausationId">What made the source say it.</param>
/// <param name="CorrelationId">The business thread it belongs to.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.journal-record")]
public sealed record JournalRecord(
    [property: Id(0)] EntityKey Entity,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] DateTimeOffset OccurredAt,
    [property: Id(4)] UpdateId Cause,
    [property: Id(5)] long? Sequence,
    [property: Id(6)] Fingerprint Fingerprint,
    [property: Id(7)] string Kind,
    [property: Id(8)] int Schema,
    [property: Id(9)] string Payload,
    [property: Id(10)] RecordHash PreviousHash,
    [property: Id(11)] RecordHash Hash,
    [property: Id(12)] string? TraceParent,
    [property: Id(13)] string? CausationId,
    [property: Id(14)] string? CorrelationId)
{
    [NonSerialized]
    private DecodedPayload _decoded;

    /// <summary>What <see cref="Payload"/> says, if somebody in this process has written or read it already; null otherwise. No part of the record:
    /// it is neither compared nor stored nor sent.</summary>
    [JsonIgnore]
    public object? Decoded => _decoded.Of(Payload);

    /// <summary>Keeps what <see cref="Payload"/> says for the next who asks. The object must be immutable.</summary>
    public void Keep(object decoded) => _decoded.Keep(Payload, decoded);

    /// <summary>The stable id of this change wherever it is sent: <c>kind/id@version</c>.</summary>
    public string ChangeId => $"{Entity}@{Version}";
}

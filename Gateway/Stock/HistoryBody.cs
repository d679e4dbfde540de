using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Gateway.Json;

namespace Sync.Gateway.Stock;

/// <summary>Records, newest first; <c>next</c> is the <c>before</c> of the page that follows. <c>archivedUpTo</c> is said where the journal ends:
/// that version and all before it are in the archive.</summary>
internal sealed record HistoryBody(IReadOnlyList<RecordBody> Records, long? Next, long? ArchivedUpTo)
{
    public static HistoryBody Of(ImmutableArray<JournalRecord> records, int max, long? before)
    {
        var oldest = records.IsEmpty ? before : records[^1].Version;
        var isFull = records.Length == max;
        return new([.. records.Select(RecordBody.Of)], isFull && oldest > 1 ? oldest : null, !isFull && oldest > 1 ? oldest - 1 : null);
    }
}

/// <summary>One record of the journal.</summary>
internal sealed record RecordBody(
    string Id, long Version, string Kind, int Schema, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, string Source, int Epoch, string MessageId, long? Sequence,
    string Fingerprint, string Hash, string PreviousHash,
    [property: JsonPropertyName("traceparent")] string? TraceParent,
    [property: JsonPropertyName("causationid")] string? CausationId,
    [property: JsonPropertyName("correlationid")] string? CorrelationId,
    RawJson Data)
{
    public static RecordBody Of(JournalRecord r) => new(
        r.ChangeId, r.Version, r.Kind, r.Schema, r.RecordedAt, r.OccurredAt, r.Cause.Source, r.Cause.Epoch, r.Cause.MessageId, r.Sequence,
        r.Fingerprint.ToString(), r.Hash.ToString(), r.PreviousHash.ToString(), r.TraceParent, r.CausationId, r.CorrelationId, new RawJson(r.Payload));
}

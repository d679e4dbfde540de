using Sync.Contracts;

namespace Sync.Journal.Auditing;

/// <summary>One record as a line of an export or an archive file: everything that its hash covers, and its place in commit order. Immutable.</summary>
internal sealed record ExportLine(
    string Position, string Entity, long Version, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, string Source, int Epoch, string MessageId, long? Sequence,
    Fingerprint Fingerprint, string Kind, int Schema, string Payload, RecordHash PreviousHash, RecordHash Hash, string? TraceParent, string? CausationId, string? CorrelationId)
{
    public static ExportLine Of(FeedRecord feed)
    {
        var r = feed.Record;
        return new ExportLine(
            feed.Position.ToString(), r.Entity.ToString(), r.Version, r.RecordedAt, r.OccurredAt, r.Cause.Source, r.Cause.Epoch, r.Cause.MessageId, r.Sequence,
            r.Fingerprint, r.Kind, r.Schema, r.Payload, r.PreviousHash, r.Hash, r.TraceParent, r.CausationId, r.CorrelationId);
    }

    public JournalRecord ToRecord() => new(
        EntityKey.Parse(Entity), Version, RecordedAt, OccurredAt, new UpdateId(Source, Epoch, MessageId), Sequence, Fingerprint, Kind, Schema, Payload,
        PreviousHash, Hash, TraceParent, CausationId, CorrelationId);
}

/// <summary>The end of a chain. Immutable.</summary>
internal sealed record ExportHead(long Version, RecordHash Hash);

/// <summary>What an export holds; beside it as <c>FILE.manifest.json</c>. Immutable.</summary>
/// <param name="Format">1.</param>
/// <param name="Journal">The id of the journal.</param>
/// <param name="At">When it was made.</param>
/// <param name="Complete">True when nothing was left out by a filter.</param>
/// <param name="From">Only records that were recorded then or later.</param>
/// <param name="To">Only records that were recorded then or before.</param>
/// <param name="Entity">Only records of this entity.</param>
/// <param name="UpTo">Everything up to this place in commit order was looked at.</param>
/// <param name="ArchivedUpTo">No archived record lies after this place.</param>
/// <param name="Records">The number of lines.</param>
/// <param name="Sha256">Of the lines.</param>
/// <param name="Digest">SHA-256 over the sums of all heads; absent when it is not complete.</param>
/// <param name="Heads">The newest exported record of each entity.</param>
/// <param name="Bases">The newest archived record of each entity whose oldest records have left the journal.</param>
internal sealed record ExportManifest(
    int Format, string Journal, DateTimeOffset At, bool Complete, DateTimeOffset? From, DateTimeOffset? To, string? Entity, string UpTo, string ArchivedUpTo,
    long Records, string Sha256, string? Digest, SortedDictionary<string, ExportHead> Heads, SortedDictionary<string, ExportHead> Bases);

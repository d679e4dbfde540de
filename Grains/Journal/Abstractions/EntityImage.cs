using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>What rebuilds an entity. Immutable.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Snapshot">The newest usable snapshot, or null.</param>
/// <param name="Tail">Every record after the snapshot, oldest first.</param>
public sealed record EntityImage(EntityKey Entity, Snapshot? Snapshot, ImmutableArray<JournalRecord> Tail);

/// <summary>The state of an entity as of one record. Immutable.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Version">The record that it includes last.</param>
/// <param name="Hash">The hash of that record: the snapshot is used only if the record exists with it.</param>
/// <param name="Schema">The version of the body's format; another one is not used.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record Snapshot(EntityKey Entity, long Version, RecordHash Hash, int Schema, ReadOnlyMemory<byte> Body);

/// <summary>A record as identity sees it. Immutable.</summary>
/// <param name="Id">The identity of the update that caused it.</param>
/// <param name="Fingerprint">The content of that update.</param>
/// <param name="Version">The record's version.</param>
/// <param name="Kind">The record's type of event.</param>
/// <param name="Sequence">The update's sequence; null where it has none, and where the record was archived.</param>
public sealed record IdentityMark(UpdateId Id, Fingerprint Fingerprint, long Version, string Kind, long? Sequence = null);

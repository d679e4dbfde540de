using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The envelope facts of a record that take part in state. Immutable.</summary>
/// <param name="Version">The record's version.</param>
/// <param name="Cause">The identity of the update that caused it.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public readonly record struct EventFacts(long Version, UpdateId Cause, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt);

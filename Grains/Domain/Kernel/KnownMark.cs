using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>A record that the journal has for an identity.</summary>
/// <param name="Content">The content of the update that caused it.</param>
/// <param name="Version">The record's version.</param>
/// <param name="Sequence">Its sequence; null where it has none, or where that is not known any more.</param>
public readonly record struct KnownMark(Fingerprint Content, long Version, long? Sequence = null);

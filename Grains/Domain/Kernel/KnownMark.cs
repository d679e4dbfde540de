using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>A record that the journal has for an identity.</summary>
/// <param name="Content">The content of the update that caused it.</param>
/// <param name="Version">The record's version.</param>
public readonly record struct KnownMark(Fingerprint Content, long Version);

using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Verification;

/// <summary>Whether a record follows the one before it and is as it was written. Pure.</summary>
public static class ChainCheck
{
    /// <summary>What does not fit, or null.</summary>
    /// <param name="entity">Whose record it must be.</param>
    /// <param name="version">The version before it, 0 before the first.</param>
    /// <param name="hash">The hash of the version before it.</param>
    /// <param name="record">The record as it is stored.</param>
    public static string? Broken(EntityKey entity, long version, RecordHash hash, JournalRecord record) =>
        record.Entity != entity ? $"a record of {record.Entity} stands among those of {entity}"
        : record.Version > version + 1 ? $"version {version + 1} is missing, version {record.Version} comes next"
        : record.Version != version + 1 ? $"version {record.Version} comes after version {version}"
        : record.PreviousHash != hash ? $"version {record.Version} does not chain to the record before it"
        : RecordChain.Compute(record) != record.Hash ? $"version {record.Version} was changed after it was written: its hash does not fit"
        : null;

    /// <summary>What is wrong with the fingerprint of a record that keeps its update, or null: of others only the hash speaks.</summary>
    public static string? BrokenContent(JournalRecord record, DomainEvent @event) =>
        @event is KernelEvent.Held held && Fingerprints.OfContent(StoredUpdates.FromJson(held.Update)) != record.Fingerprint
            ? $"version {record.Version} holds an update with another content than its fingerprint says"
            : null;
}

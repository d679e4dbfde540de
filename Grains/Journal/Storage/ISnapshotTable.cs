namespace Sync.Journal.Storage;

/// <summary>Keeps the newest usable snapshot of each entity. Never called twice at a time.</summary>
internal interface ISnapshotTable
{
    /// <summary>Writes snapshots of different entities. An older one does not replace a newer one that is usable.</summary>
    Task SaveAsync(IReadOnlyList<Snapshot> snapshots);
}

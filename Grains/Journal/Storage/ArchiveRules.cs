namespace Sync.Journal.Storage;

/// <summary>What must hold before a record may leave the journal.</summary>
internal static class ArchiveRules
{
    /// <exception cref="InvalidOperationException">The record that the base names is not there, or no newer snapshot is.</exception>
    public static void Check(Snapshot newBase, bool exists, bool isCovered)
    {
        if (!exists) throw new InvalidOperationException($"{newBase.Entity}: nothing is dropped, because version {newBase.Version} is not stored with the hash that the new base names");
        if (!isCovered) throw new InvalidOperationException($"{newBase.Entity}: nothing is dropped, because no snapshot newer than version {newBase.Version} is stored");
    }

    /// <exception cref="JournalCorruptException">Versions were missing.</exception>
    public static void CheckDropped(Snapshot newBase, long before, int dropped)
    {
        if (dropped != newBase.Version - before)
            throw new JournalCorruptException($"{newBase.Entity}: nothing is dropped, because {dropped} records lie between version {before} and {newBase.Version}");
    }
}

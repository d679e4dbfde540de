using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Entities;

/// <summary>Verifies that what was read is what was written: no version missing, no field changed.</summary>
internal static class ImageVerifier
{
    /// <exception cref="JournalCorruptException">Names the first record that does not fit.</exception>
    public static EntityImage Verify(EntityImage image)
    {
        var head = image.Snapshot is { } snapshot ? new EntityHead(snapshot.Version, snapshot.Hash) : default;
        foreach (var record in image.Tail)
        {
            if (record.Version != head.Version + 1)
                throw new JournalCorruptException($"{image.Entity}: version {head.Version + 1} is missing, version {record.Version} comes next");
            if (record.PreviousHash != head.Hash)
                throw new JournalCorruptException($"{image.Entity}: version {record.Version} does not chain to the record before it");
            if (RecordChain.Compute(record) != record.Hash)
                throw new JournalCorruptException($"{image.Entity}: version {record.Version} was changed after it was written: its hash does not fit");
            head = new EntityHead(record.Version, record.Hash);
        }

        return image;
    }
}

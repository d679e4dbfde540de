using System.Text.Json;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Auditing;

/// <summary>Proves that archive files hold every record from the first to where the journal begins.</summary>
public static class ArchiveCheck
{
    /// <summary>What does not fit first, or null.</summary>
    /// <param name="folder">The archive files.</param>
    /// <param name="export">An export of the journal: its manifest says where each chain must come to.</param>
    public static string? Run(string folder, string export)
    {
        var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(AuditExport.ManifestOf(export)), AuditJson.Default.ExportManifest)!;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ends = new Dictionary<EntityKey, EntityHead>();
        if (Directory.Exists(folder))
        {
            foreach (var record in ArchiveFolder.Read(folder))
            {
                var end = ends.GetValueOrDefault(record.Entity);
                // A run that was cut off before it dropped them has written records twice.
                if (record.Version <= end.Version) continue;
                if (record.Version != end.Version + 1 || record.PreviousHash != end.Hash || RecordChain.Compute(record) != record.Hash)
                    return $"{record.Entity}: the archive breaks at version {end.Version + 1}";
                ends[record.Entity] = new EntityHead(record.Version, record.Hash);
                var key = record.Entity.ToString();
                if (manifest.Bases.TryGetValue(key, out var known) && known.Version == record.Version && known.Hash == record.Hash) reached.Add(key);
            }
        }

        var missing = manifest.Bases.Keys.FirstOrDefault(key => !reached.Contains(key));
        return missing is null ? null : $"{missing}: the archive does not come to version {manifest.Bases[missing].Version}, where the journal goes on";
    }
}
